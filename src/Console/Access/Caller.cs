using System.Security.Claims;

namespace Mote.Console.Access;

/// <summary>Who is at the console.</summary>
/// <param name="Name">The name of the key, or of the account.</param>
/// <param name="Realm">The one realm that is seen and acted in.</param>
/// <param name="IsOperator">Whether everything is allowed in the realm, or only what <see cref="Permits"/> gives every caller.</param>
/// <param name="KeySha256">SHA-256 of the API key, lower-case hexadecimal; null for an account of an OpenID Connect provider.</param>
public sealed record Caller(string Name, string Realm, bool IsOperator, string? KeySha256)
{
    /// <summary>Whether the caller may ask for that.</summary>
    /// <param name="scope">What is asked for.</param>
    public bool May(Scope scope) => Permits.Allow(IsOperator, scope);

    internal static Caller Of(ClaimsPrincipal principal) => new(
        principal.FindFirstValue(ClaimTypes.Name) ?? "",
        principal.FindFirstValue(CallerClaims.Realm) ?? throw new InvalidOperationException("Nobody is signed in."),
        principal.HasClaim(claim => claim.Type == CallerClaims.Operator),
        principal.FindFirstValue(CallerClaims.KeySha256));

    /// <summary>The caller's claims, and no others: what an account's provider says beyond them is not kept.</summary>
    internal ClaimsPrincipal ToPrincipal()
    {
        List<Claim> claims = [new(ClaimTypes.Name, Name), new(CallerClaims.Realm, Realm)];
        if (IsOperator)
            claims.Add(new Claim(CallerClaims.Operator, "true"));
        if (KeySha256 is not null)
            claims.Add(new Claim(CallerClaims.KeySha256, KeySha256));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, ConsoleAccess.Scheme));
    }
}
