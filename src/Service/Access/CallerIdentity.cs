using System.Security.Claims;

namespace Mote.Service.Access;

/// <summary>
/// Who shows with each request who he is, as he was found: nothing of him is written into claims and read again. Sessions, whose
/// cookies are text, have <see cref="CallerClaims"/>.
/// </summary>
public sealed class CallerIdentity : ClaimsIdentity
{
    private CallerIdentity(KnownCaller known, string scheme)
        : base([new Claim(ClaimTypes.Name, known.Caller.Name)], scheme) => Known = known;

    /// <summary>The caller.</summary>
    public KnownCaller Known { get; }

    /// <summary>The principal of a request that a caller makes.</summary>
    /// <param name="known">The caller.</param>
    /// <param name="scheme">How he made himself known.</param>
    public static ClaimsPrincipal Of(KnownCaller known, string scheme)
    {
        ArgumentNullException.ThrowIfNull(known);
        return new ClaimsPrincipal(new CallerIdentity(known, scheme));
    }

    /// <inheritdoc/>
    public override ClaimsIdentity Clone() => new CallerIdentity(Known, AuthenticationType!);
}
