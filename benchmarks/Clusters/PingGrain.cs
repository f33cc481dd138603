using Mote.Grains.Contracts.Access;
using Orleans.Concurrency;
using Orleans.Placement;

namespace Mote.Clusters;

/// <summary>What is asked for nothing, to measure what asking costs.</summary>
[Alias("Mote.Measured.Ping"), Internal]
public interface IPingGrain : IGrainWithIntegerKey
{
    /// <summary>Answers.</summary>
    [Alias("Ping")]
    Task<int> Ping([Immutable] byte[] bytes);
}

/// <summary>Does nothing, at any silo, as people live at any.</summary>
[RandomPlacement]
internal sealed class PingGrain : Grain, IPingGrain
{
    public Task<int> Ping(byte[] bytes) => Task.FromResult(bytes.Length);
}
