using Orleans;
using Orleans.Runtime;

namespace Mote.Tests;

/// <summary>How far a silo came, which the host of one whose start failed does not tell.</summary>
internal sealed class BegunSilo : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Whether its loops may run.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Whether it can be stopped.</summary>
    public bool IsActive { get; private set; }

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe<BegunSilo>(ServiceLifecycleStage.First, Begin);
        lifecycle.Subscribe<BegunSilo>(ServiceLifecycleStage.Active, Activate);
    }

    private Task Begin(CancellationToken cancellationToken)
    {
        HasBegun = true;
        return Task.CompletedTask;
    }

    private Task Activate(CancellationToken cancellationToken)
    {
        IsActive = true;
        return Task.CompletedTask;
    }
}
