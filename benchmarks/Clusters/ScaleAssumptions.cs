namespace Mote.Clusters;

/// <summary>What the model of scale takes for given. Whoever knows better puts his own.</summary>
internal sealed record ScaleAssumptions
{
    /// <summary>Of a real photo: MobileFaceNet and YuNet on one core, benchmarks/results/PhotoEmbeddingBenchmarks.md.</summary>
    public double ReadingMilliseconds { get; init; } = 20;

    /// <summary>In and out, twice.</summary>
    public double VisitsADay { get; init; } = 4;

    /// <summary>When work begins.</summary>
    public double ShareOfBusiestHour { get; init; } = 0.2;

    /// <summary>Of a silo's machine.</summary>
    public int Cores { get; init; } = 2;

    /// <summary>Of the cores, in the busiest hour and without one silo.</summary>
    public double MostBusy { get; init; } = 0.5;

    /// <summary>How long a person stays active whom nobody asks about: Orleans' own 15 minutes.</summary>
    public double StaysSeconds { get; init; } = 900;

    /// <summary>Of a silo with real models and nobody active.</summary>
    public double SiloMegabytes { get; init; } = 512;

    /// <summary>An entry of the trail, sealed into its segment.</summary>
    public double EntryKilobytes { get; init; } = 0.5;

    /// <summary>Of a silo's chain, one after the other, to a store that answers in 10 ms.</summary>
    public double MostBatchesASecond { get; init; } = 100;

    /// <summary>A month, of hot blobs with local redundancy: 0.02 is the order of what is asked for them in Europe.</summary>
    public double DollarsAGigabyte { get; init; } = 0.02;

    /// <summary>0.06 for ten thousand is of that order.</summary>
    public double DollarsAWrite { get; init; } = 0.06 / 10_000;

    /// <summary>0.005 for ten thousand is of that order.</summary>
    public double DollarsARead { get; init; } = 0.005 / 10_000;
}
