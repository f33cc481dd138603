using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
using Mote.Protocol;
using Mote.Service.Access;
using Mote.Service.Credentials;
using Mote.Service.Permits;
using Mote.WebConsole.Access;
using Mote.WebConsole.Layout;
using Mote.WebConsole.Routes;
using Mote.WebConsole.Settings;

namespace Mote.WebConsole.SignIn;

/// <summary>Signing in and out.</summary>
internal static class SignInEndpoints
{
    // Anybody may send it.
    private const int LongestForm = 16 * 1024;

    public static void MapSignIn(this IEndpointRouteBuilder open)
    {
        open.MapGet("/", async (HttpContext context, IAuthenticationService sessions) => Results.Redirect(await SignedIn(context, sessions) is { } caller ? $"~{Place.First(caller)}" : "~/sign-in")).AllowAnonymous();
        open.MapGet("/sign-in", async (HttpContext context, IAuthenticationService sessions, IOptions<ConsoleOptions> options, string? returnUrl, string? failed) =>
            await SignedIn(context, sessions) is { } caller ? Results.Redirect(Landing(context, returnUrl, caller)) : Ask(context, options.Value, returnUrl, StatusCodes.Status200OK, Failure(failed))).AllowAnonymous();
        open.MapPost("/sign-in", SignIn).AllowAnonymous().WithMetadata(new RequestSize(LongestForm));
        open.MapGet("/sign-in/provider", (HttpContext context, IOptions<ConsoleOptions> options, string? returnUrl) => options.Value.OpenIdConnect.IsConfigured
            ? Results.Challenge(new AuthenticationProperties { RedirectUri = Local(context, returnUrl) is var local and not "/" ? local : $"{context.Request.PathBase}/" }, [OpenIdConnectSignIn.Scheme])
            : Results.Redirect("~/sign-in")).AllowAnonymous();
    }

    public static void MapSignOut(this IEndpointRouteBuilder pages) =>
        pages.MapPost("/sign-out", async (HttpContext context, IAuthenticationService sessions) =>
        {
            await ConsoleSession.End(context, (await sessions.AuthenticateAsync(context, ConsoleAccess.Scheme)).Properties);
            return Results.Redirect("~/sign-in");
        }).NeedsNoScope();

    private static async Task<IResult> SignIn(HttpContext context, ICallers callers, RefusedCredentials refused, IOptions<ConsoleOptions> options)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        string? returnUrl = form["returnUrl"];
        var key = form["key"].ToString().Trim();
        if (callers.Find(key) is not { } known)
        {
            if (refused.Unknown(context.Connection.RemoteIpAddress, key) is not { } wait)
                return Ask(context, options.Value, returnUrl, ProblemTypes.Of(ProblemCode.Unauthenticated).Status, "This key is not known here: copy the whole key, and see that it was made for this service.");
            var refusal = TooMany.Refusal(wait);
            context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            return Ask(context, options.Value, returnUrl, ProblemTypes.Of(refusal.Code).Status, refusal.Message);
        }

        await context.SignInAsync(ConsoleAccess.Scheme, CallerClaims.Write(known, ConsoleAccess.Scheme));
        return Results.Redirect(Landing(context, returnUrl, known.Caller));
    }

    private static RazorComponentResult Ask(HttpContext context, ConsoleOptions options, string? returnUrl, int status, string? failure) => Page.Of<SignInPage>(
        new SignInModel(Local(context, returnUrl), options.OpenIdConnect.IsConfigured ? options.OpenIdConnect.DisplayName : null, failure), status);

    private static string? Failure(string? failed) => failed switch
    {
        OpenIdConnectSignIn.NoRealm => "Your account is known, but it names no realm here: ask whoever manages accounts to add one.",
        OpenIdConnectSignIn.Failed => "Signing in at the provider did not work: try again, or sign in with a key.",
        _ => null,
    };

    /// <summary>Never leads to another site, whatever an address asks for.</summary>
    private static string Local(HttpContext context, string? returnUrl) => RedirectHttpResult.IsLocalUrl(returnUrl) && returnUrl != $"{context.Request.PathBase}/sign-out" ? returnUrl! : "/";

    private static string Landing(HttpContext context, string? returnUrl, Caller caller) => Local(context, returnUrl) is var local and not "/" ? local : $"~{Place.First(caller)}";

    private static async Task<Caller?> SignedIn(HttpContext context, IAuthenticationService sessions) =>
        (await sessions.AuthenticateAsync(context, ConsoleAccess.Scheme)).Principal is { } principal ? CallerClaims.Of(context, principal)?.Caller : null;
}
