using Orleans.Runtime;
using Orleans.Storage;

namespace Mote.Reach;

/// <summary>A store whose changes take as long as is said: how long a call then takes tells how many of them it waits for in a row.</summary>
internal sealed class SlowStorage(IGrainStorage real) : IGrainStorage
{
    private long _changes;

    /// <summary>How much longer each change takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Changes so far.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>The store itself.</summary>
    public IGrainStorage Real => real;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => real.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Interlocked.Increment(ref _changes);
        await Task.Delay(Delay);
        await real.WriteStateAsync(stateName, grainId, grainState);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Interlocked.Increment(ref _changes);
        await Task.Delay(Delay);
        await real.ClearStateAsync(stateName, grainId, grainState);
    }
}
