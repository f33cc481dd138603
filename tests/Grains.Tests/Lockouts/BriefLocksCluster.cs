namespace Mote.Grains.Tests.Lockouts;

/// <summary>A silo whose locks are soon over.</summary>
public sealed class BriefLocksCluster : GrainCluster
{
    public static TimeSpan Longest { get; } = TimeSpan.FromMinutes(2);

    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Lockout:MostMinutes", $"{Longest.TotalMinutes}")];
}
