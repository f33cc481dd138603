using System.Diagnostics;

namespace Mote.Client;

/// <summary>A span a call, named by what is asked and never by whom it is about.</summary>
internal static class CallSpans
{
    private const string TraceParent = "traceparent";

    private static readonly ActivitySource Source = new(MoteClient.ActivitySourceName);

    /// <summary>Begins one where somebody listens, and gives the request the number of its trace, or of the trace that the caller is in.</summary>
    public static Activity? Begin(HttpRequestMessage request)
    {
        Activity? span = null;
        if (Source.HasListeners())
        {
            var template = Template(request.RequestUri!.OriginalString);
            span = Source.StartActivity($"{request.Method} {template}", ActivityKind.Client)?.SetTag("http.request.method", request.Method.Method).SetTag("url.template", template);
        }

        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id })
            request.Headers.TryAddWithoutValidation(TraceParent, id);
        return span;
    }

    /// <summary>What came of it.</summary>
    public static void Answered(this Activity? span, HttpResponseMessage response) => span?.SetTag("http.response.status_code", (int)response.StatusCode);

    /// <summary>Why nothing came of it. What the failure says may name whom it is about.</summary>
    public static void Failed(this Activity? span, Exception failure) =>
        span?.SetTag("error.type", (failure as MoteClientException)?.Code ?? failure.GetType().Name).SetStatus(ActivityStatusCode.Error);

    // Names stand behind the collection that they are of, and operations behind theirs.
    private static string Template(string address)
    {
        var parts = address.Split('?')[0].Split('/');
        for (var i = 1; i < parts.Length; i++)
        {
            parts[i] = parts[i - 1] switch
            {
                "identities" => "{subject}",
                "operations" => "{operation}",
                "api-keys" or "realms" => "{name}",
                _ => parts[i],
            };
        }

        return $"/{string.Join('/', parts)}";
    }
}
