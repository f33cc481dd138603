namespace Mote.Service.Access;

/// <summary>A provider whose tokens are taken: an entry of the list <c>Mote:Tokens</c>. What a token says beyond its realm, scopes, doors, name and end is not read.</summary>
public sealed class TokenIssuer
{
    /// <summary>The provider's address, https; http on loopback addresses only. It is asked for its keys there, when the first token comes and now and then after.</summary>
    public Uri? Authority { get; set; }

    /// <summary>What tokens for this service name as their audience; others are refused.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The realm that its tokens act in; null where <see cref="RealmClaim"/> names it.</summary>
    public string? Realm { get; set; }

    /// <summary>The claim that names the realm, where the provider speaks for several: for all that this service has.</summary>
    public string? RealmClaim { get; set; }

    /// <summary>The claim that is the caller's name, in logs and the audit trail.</summary>
    public string NameClaim { get; set; } = "sub";

    /// <summary>The claim of the scopes, names with spaces between, one or several times. Without a name that is known here a token is allowed nothing.</summary>
    public string ScopeClaim { get; set; } = "scope";

    /// <summary>What the names of scopes and roles of this service begin with, as <c>mote:</c>; others are not looked at. Empty for nothing.</summary>
    public string ScopePrefix { get; set; } = "";

    /// <summary>The claim of the roles, likewise, beside the scopes; null for none.</summary>
    public string? RoleClaim { get; set; }

    /// <summary>The claim of the doors that a token is bound to, likewise, but for the prefix.</summary>
    public string DoorsClaim { get; set; } = "doors";
}
