namespace Mote.Histories.Runs;

/// <summary>What a run is.</summary>
/// <param name="Seed">By which clients and faults are drawn.</param>
public sealed record TrialSettings(int Seed)
{
    /// <summary>For how long rounds begin.</summary>
    public TimeSpan Lasts { get; init; } = TimeSpan.FromMinutes(20);

    /// <summary>After how many faults it ends before.</summary>
    public int MostFaults { get; init; } = int.MaxValue;

    /// <summary>Which faults there are.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [.. Runs.Faults.Names];

    /// <summary>How many faults come one after another before the round is looked at.</summary>
    public int FaultsARound { get; init; } = 2;

    /// <summary>The provider of the silos' storage.</summary>
    public string Provider { get; init; } = "blob";

    /// <summary>For how long a silo that is cut off may decide.</summary>
    public TimeSpan Decides { get; init; } = TimeSpan.FromSeconds(5);
}
