using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mote.Protocol;
using Mote.Service.Access;
using Mote.Service.Sessions;
using Mote.WebConsole.Access;
using Mote.WebConsole.Problems;
using Mote.WebConsole.Settings;

namespace Mote.WebConsole.SignIn;

/// <summary>The session behind the cookie: an hour of idleness or eight hours in all end it, and so do signing out and the removal of its key.</summary>
internal static class ConsoleSession
{
    private const string Id = ".id";
    private const string Since = ".since";

    private static readonly TimeSpan Idle = TimeSpan.FromHours(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(8);

    public static void Configure(CookieAuthenticationOptions cookie, OpenIdConnectSettings provider)
    {
        cookie.Cookie.Name = "mote-console";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        // Whoever comes back from a provider comes from another site, and a strict cookie would stay behind.
        cookie.Cookie.SameSite = provider.IsConfigured ? SameSiteMode.Lax : SameSiteMode.Strict;
        cookie.ExpireTimeSpan = Idle;
        cookie.SlidingExpiration = true;
        cookie.LoginPath = "/sign-in";
        cookie.ReturnUrlParameter = "returnUrl";
        cookie.Events.OnSigningIn = context =>
        {
            context.Properties.Items[Id] = $"{Guid.NewGuid():N}";
            context.Properties.Items[Since] = Now(context.HttpContext).ToString("O", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        };
        cookie.Events.OnValidatePrincipal = async context =>
        {
            if (IsOver(context) || await IsEnded(context))
            {
                context.RejectPrincipal();
                await context.HttpContext.SignOutAsync(ConsoleAccess.Scheme);
            }
        };
        cookie.Events.OnRedirectToLogin = context =>
        {
            if (context.Request.GetTypedHeaders().Accept.Any(accept => accept.MediaType == "application/json"))
                context.Response.StatusCode = ProblemTypes.Of(ProblemCode.Unauthenticated).Status;
            else
                context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        };
        cookie.Events.OnRedirectToAccessDenied = context => ErrorPages.Forbidden(context.HttpContext);
    }

    /// <summary>Signs out: the cookie is taken back, and whoever has a copy of it is not signed in any more.</summary>
    public static async Task End(HttpContext context, AuthenticationProperties? properties)
    {
        if (IdOf(properties) is { } id)
            await context.RequestServices.GetRequiredService<EndedSessions>().End(id, Now(context) + Longest, context.RequestAborted);
        await context.SignOutAsync(ConsoleAccess.Scheme);
    }

    // One that an older silo opened has no number, and is over when its cookie is.
    private static async Task<bool> IsEnded(CookieValidatePrincipalContext context) =>
        IdOf(context.Properties) is { } id && await context.HttpContext.RequestServices.GetRequiredService<EndedSessions>().Contains(id, context.HttpContext.RequestAborted);

    private static Guid? IdOf(AuthenticationProperties? properties) => Guid.TryParse(properties?.GetString(Id), out var id) ? id : null;

    private static bool IsOver(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        if (!DateTimeOffset.TryParse(context.Properties.GetString(Since), CultureInfo.InvariantCulture, out var since) || Now(context.HttpContext) - since > Longest)
            return true;

        if (CallerClaims.Of(context.HttpContext, context.Principal!) is not { } known)
            return true;
        return known.KeySha256 is { } key
            ? services.GetRequiredService<ICallers>().Recall(key) != known
            : !services.GetRequiredService<IOptions<ConsoleOptions>>().Value.OpenIdConnect.IsConfigured;
    }

    private static DateTimeOffset Now(HttpContext context) => context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
}
