using Mote.Tests;

namespace Mote.Clusters;

/// <summary>A cluster with some people enrolled, and what its verifications came to so far.</summary>
internal sealed class LoadedCluster(SiloCluster cluster, int people) : IAsyncDisposable
{
    private readonly List<TimeSpan> _took = [];

    public IReadOnlyList<SiloProcess> Silos => cluster.Silos;

    public EdgeLoad Edge { get; } = new(cluster.Silos);

    /// <summary>All loads so far.</summary>
    public MeasuredLoad Load { get; private set; }

    /// <summary>How long each verification took.</summary>
    public IReadOnlyList<TimeSpan> Took => _took;

    /// <summary>Loads it once more.</summary>
    public async Task Verify(TimeSpan time) => Load += await MeasuredLoad.Of(Silos, async () =>
    {
        var took = await Edge.Verifications(people, time);
        _took.AddRange(took);
        return took.Length;
    });

    public ValueTask DisposeAsync()
    {
        Edge.Dispose();
        return cluster.DisposeAsync();
    }
}
