using Orleans.Hosting;

namespace Mote.Reach;

/// <summary>A real store, and a way to count what reaches it.</summary>
internal abstract class ReachStore : IAsyncDisposable
{
    /// <summary>What it is.</summary>
    public abstract string Name { get; }

    /// <summary>What a cost's number is of.</summary>
    public abstract string Unit { get; }

    /// <summary>Registers it with a silo.</summary>
    public abstract void AddTo(ISiloBuilder silo, string name);

    /// <summary>Begins to count.</summary>
    public abstract void Begin();

    /// <summary>Bytes written since, what more they cost later, and how often something was made durable.</summary>
    public abstract (long Bytes, long Later, long Times) End();

    public abstract ValueTask DisposeAsync();
}
