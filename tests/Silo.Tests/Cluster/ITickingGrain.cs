using Mote.Grains.Contracts.Access;

namespace Mote.Silo.Tests.Cluster;

/// <summary>Counts what its timer does.</summary>
[Alias("Mote.Tests.Ticking")]
internal interface ITickingGrain : IGrainWithStringKey
{
    /// <summary>Waits until the timer has ticked, and asks another grain of its kind the same.</summary>
    /// <returns>How many grains have ticked.</returns>
    [Alias("Ticked"), Internal]
    Task<int> Ticked(int others);

    /// <summary>Says nothing of who may ask.</summary>
    [Alias("Forgotten")]
    Task Forgotten();
}
