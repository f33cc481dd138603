namespace Mote.Silo.Hosting;

/// <summary>What every answer tells browsers and caches: to keep nothing, to take nothing for what it does not say it is, and to come by https alone.</summary>
internal static class AnswerHeaders
{
    // For a year; browsers that are told so by an address without a name pay no heed (RFC 6797, section 8.1.1).
    private const string ByHttpsAlone = "max-age=31536000";

    /// <summary>Belongs behind what knows by which scheme a request came, and before everything that answers.</summary>
    public static void UseAnswerHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        // At the last moment: whoever answers a failure clears what was said before.
        context.Response.OnStarting(static state =>
        {
            var context = (HttpContext)state;
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            if (headers.CacheControl.Count == 0)
                headers.CacheControl = "no-store";
            // By this name whoever develops has other servers, without certificates.
            if (context.Request.IsHttps && context.Request.Host.Host != "localhost")
                headers.StrictTransportSecurity = ByHttpsAlone;
            return Task.CompletedTask;
        }, context);
        return next(context);
    });
}
