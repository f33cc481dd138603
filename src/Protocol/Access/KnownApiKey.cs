namespace Mote.Protocol;

/// <summary>An API key, as far as anybody is told: never the key itself, nor its hash.</summary>
/// <param name="Name">What it is called, in logs and the audit trail; one of its realm.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="Doors">The doors that it is bound to; none for a key that is bound to none.</param>
/// <param name="Expires">From when on it opens nothing any more; null for never.</param>
public sealed record KnownApiKey(string Name, IReadOnlyList<Scope> Scopes, IReadOnlyList<string> Doors, DateTimeOffset? Expires)
{
    /// <summary>The largest false-match rate that its decisions are made at; null for none of its own.</summary>
    public double? TargetFalseMatchRate { get; init; }

    /// <summary>What it begins with, to tell it from others at sight; null for a key of the configuration.</summary>
    public string? Prefix { get; init; }

    /// <summary>When it was made; null for a key of the configuration.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    /// <summary>The name of the caller who made it; null for a key of the configuration.</summary>
    public string? MadeBy { get; init; }

    /// <summary>Whether the service's configuration has it: it is changed and removed there alone.</summary>
    public bool IsConfigured { get; init; }
}
