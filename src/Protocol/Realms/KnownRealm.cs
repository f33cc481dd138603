namespace Mote.Protocol;

/// <summary>A realm, as far as the service tells of it: nothing of its people, not even how many there are.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="State">How it stands with it.</param>
/// <param name="Models">The name of its models; null for the common ones.</param>
/// <param name="TargetFalseMatchRate">The rate that decides where nobody asks for another.</param>
/// <param name="MostFalseMatchRate">The largest rate that decides about anybody.</param>
/// <param name="Policy">The group policy.</param>
public sealed record KnownRealm(string Name, RealmState State, string? Models, double TargetFalseMatchRate, double MostFalseMatchRate, string Policy)
{
    /// <summary>When it was made; null for a realm of the configuration.</summary>
    public DateTimeOffset? MadeAt { get; init; }

    /// <summary>The name of the service key that made it; null for a realm of the configuration.</summary>
    public string? MadeBy { get; init; }

    /// <summary>Whether the service's configuration has a key of it: it is removed there, first.</summary>
    public bool IsConfigured { get; init; }
}
