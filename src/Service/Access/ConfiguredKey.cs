using Mote.Protocol;

namespace Mote.Service.Access;

/// <summary>A caller's key, as configuration holds it: its hash alone.</summary>
public sealed class ConfiguredKey
{
    /// <summary>Who uses it, for logs and the audit trail.</summary>
    public string Name { get; set; } = "";

    /// <summary>The realm that its calls act in.</summary>
    public string Realm { get; set; } = "default";

    /// <summary>What it may do, by name, as <c>verify</c> (<see cref="Scope"/>). Without a word here and in <see cref="Role"/> it verifies.</summary>
    public IList<string> Scopes { get; } = [];

    /// <summary>A set of scopes by name, as <c>reception</c> (<see cref="Protocol.Role"/>), beside <see cref="Scopes"/>; null for none.</summary>
    public string? Role { get; set; }

    /// <summary>Whether it may do what operators' keys did before there were scopes: everything in its realm but with keys of the API.</summary>
    public bool IsOperator { get; set; }

    /// <summary>The doors that it is bound to: it asks for no other. None for a key that is bound to none.</summary>
    public IList<string> Doors { get; } = [];

    /// <summary>From when on it opens nothing any more; null for never.</summary>
    public DateTimeOffset? Expires { get; set; }

    /// <summary>The largest false-match rate that its decisions are made at, above 0 and at most the realm's ceiling; null for none of its own.</summary>
    public double? TargetFalseMatchRate { get; set; }

    /// <summary>SHA-256 of the key, hexadecimal; empty where a certificate stands for it.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>In place of a key: SHA-256 of the client certificate (of its DER bytes), hexadecimal, colons allowed; null for none. Whoever shows the certificate, over TLS, is this caller, for as long as it is valid by itself, whoever signed it.</summary>
    public string? CertificateSha256 { get; set; }

    /// <summary>The certificate's hash without colons; null for none.</summary>
    internal string? Fingerprint => CertificateSha256?.Replace(":", "", StringComparison.Ordinal);
}
