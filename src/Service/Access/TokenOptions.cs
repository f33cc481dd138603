using System.ComponentModel.DataAnnotations;
using Mote.Grains.Contracts.Identities;

namespace Mote.Service.Access;

/// <summary>Whose tokens are taken, beside API keys: section <c>Mote</c>, list <c>Tokens</c>.</summary>
public sealed class TokenOptions : IValidatableObject
{
    /// <summary>The providers; none by default.</summary>
    public IList<TokenIssuer> Tokens { get; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        HashSet<Uri> known = [];
        foreach (var (i, issuer) in Tokens.Index())
        {
            var name = $"Mote:Tokens:{i}";
            if (issuer.Authority is not { IsAbsoluteUri: true } authority || !(authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)))
                yield return new ValidationResult($"{name}:Authority is '{issuer.Authority}': give the provider's https address.");
            else if (!known.Add(authority))
                yield return new ValidationResult($"{name}:Authority is another entry's, too: give a provider one entry.");
            if (string.IsNullOrWhiteSpace(issuer.Audience))
                yield return new ValidationResult($"{name}:Audience is not set: give what the provider's tokens for this service name as their audience. Without it a token for any other service would open this one.");
            if (issuer.Realm is null == issuer.RealmClaim is null)
                yield return new ValidationResult($"{name} needs either Realm, the realm that its tokens act in, or RealmClaim, the claim that names it.");
            if (issuer.Realm is { } realm && !IdentityKey.IsName(realm))
                yield return new ValidationResult($"{name}:Realm is not 1 to 128 of the characters A-Z a-z 0-9 . _ -, or is '.' or '..'.");
            foreach (var (claim, value) in new[] { (nameof(issuer.NameClaim), issuer.NameClaim), (nameof(issuer.ScopeClaim), issuer.ScopeClaim), (nameof(issuer.DoorsClaim), issuer.DoorsClaim) })
            {
                if (string.IsNullOrWhiteSpace(value))
                    yield return new ValidationResult($"{name}:{claim} is empty: name a claim.");
            }
        }
    }
}
