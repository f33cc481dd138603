using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Mote.Abstractions.Access;
using Mote.Console.Access;
using Mote.Protocol;
using Mote.Service.Access;
using Mote.Silo.Problems;

namespace Mote.Silo.Authentication;

/// <summary>
/// <c>Authorization: Bearer KEY</c> or <c>X-Api-Key: KEY</c>. The realm is a claim of the key, so no address can reach
/// into another's.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ICallers callers)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    private const string Bearer = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Presented() is not { Length: > 0 } presented)
            return Task.FromResult(AuthenticateResult.NoResult());

        if (callers.Find(presented) is not { } caller)
            return Task.FromResult(AuthenticateResult.Fail("Unknown API key, or one that has expired."));

        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(CallerClaims.Write(caller, SchemeName), SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return ProblemResponse.Write(Context, ProblemCode.Unauthenticated, "Send a valid API key, one that has not expired, in the header 'Authorization: Bearer KEY'.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ProblemResponse.Write(Context, ProblemResponse.Of(new GrainPermit(Context.GetEndpoint()?.Metadata.GetMetadata<NeededScopes>()?.Scopes ?? ScopeSet.None).Refusal()));

    private string? Presented()
    {
        string? authorization = Request.Headers.Authorization;
        return authorization?.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) == true
            ? authorization[Bearer.Length..].Trim()
            : Request.Headers["X-Api-Key"];
    }
}
