using System.ComponentModel.DataAnnotations;

namespace Mote.WebConsole.Settings;

/// <summary>An OpenID Connect provider: section <c>Mote:Console:OpenIdConnect</c>.</summary>
public sealed class OpenIdConnectSettings : IValidatableObject
{
    /// <summary>The provider's address, https; http on loopback addresses only. Null for none.</summary>
    public Uri? Authority { get; set; }

    /// <summary>What the provider calls this console.</summary>
    public string? ClientId { get; set; }

    /// <summary>The client's secret.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The claim of the id token that names the realm; an account without it is refused.</summary>
    public string RealmClaim { get; set; } = "realm";

    /// <summary>The claim of the id token that names the account's roles, one or several.</summary>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The role that makes an operator.</summary>
    public string OperatorRole { get; set; } = "mote-operator";

    /// <summary>The claim that is shown as the account's name.</summary>
    public string NameClaim { get; set; } = "name";

    /// <summary>Scopes asked for beside <c>openid</c> and <c>profile</c>.</summary>
    public IList<string> Scopes { get; } = [];

    /// <summary>What the sign-in page calls the provider.</summary>
    public string DisplayName { get; set; } = "single sign-on";

    internal bool IsConfigured => Authority is not null;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is null)
        {
            if (ClientId is not null || ClientSecret is not null)
                yield return new ValidationResult("Mote:Console:OpenIdConnect:Authority is not set: give the provider's address, or remove the section.");
            yield break;
        }

        if (!Authority.IsAbsoluteUri || !(Authority.Scheme == Uri.UriSchemeHttps || (Authority.Scheme == Uri.UriSchemeHttp && Authority.IsLoopback)))
            yield return new ValidationResult($"Mote:Console:OpenIdConnect:Authority is '{Authority}': give an https address.");
        foreach (var (name, value) in new[] { (nameof(ClientId), ClientId), (nameof(ClientSecret), ClientSecret), (nameof(RealmClaim), RealmClaim), (nameof(RoleClaim), RoleClaim), (nameof(OperatorRole), OperatorRole), (nameof(NameClaim), NameClaim) })
        {
            if (string.IsNullOrWhiteSpace(value))
                yield return new ValidationResult($"Mote:Console:OpenIdConnect:{name} is not set: give what the provider knows.");
        }
    }
}
