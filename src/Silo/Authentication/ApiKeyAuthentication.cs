using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
using Mote.Protocol;
using Mote.Service.Access;
using Mote.Service.Credentials;
using Mote.Service.Permits;
using Mote.Silo.Problems;

namespace Mote.Silo.Authentication;

/// <summary>
/// <c>Authorization: Bearer KEY</c> or <c>X-Api-Key: KEY</c>, and without either the client's certificate. The realm is a claim
/// of the key, so no address can reach into another's.
/// </summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, ICallers callers)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var (presented, certificate) = (Presented(), Context.Connection.ClientCertificate);
        if (presented is not { Length: > 0 } && certificate is null)
            return Task.FromResult(AuthenticateResult.NoResult());

        if ((presented is { Length: > 0 } ? callers.Find(presented) : callers.Find(certificate!)) is not { } caller)
        {
            HeldUp.Count(Context, presented is { Length: > 0 } ? presented : certificate!.Thumbprint);
            return Task.FromResult(AuthenticateResult.Fail("Unknown API key or certificate, or one that has expired."));
        }

        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(CallerIdentity.Of(caller, SchemeName), SchemeName)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Context.Features.Get<HeldUp>() is { } held)
            return ProblemResponse.Write(Context, ProblemResponse.Of(TooMany.Refusal(held.Wait)));
        Response.Headers.WWWAuthenticate = "Bearer";
        return ProblemResponse.Write(Context, ProblemCode.Unauthenticated, "Send a valid API key, one that has not expired, in the header 'Authorization: Bearer KEY', or a valid token of a provider that this service takes tokens of.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        ProblemResponse.Write(Context, ProblemResponse.Of((Context.GetEndpoint()?.Metadata.GetMetadata<RoutePermit>()?.Asked ?? GrainPermit.OfNobody).Refusal()));

    private string? Presented() => BearerCredential.Of(Request) ?? Request.Headers["X-Api-Key"];
}
