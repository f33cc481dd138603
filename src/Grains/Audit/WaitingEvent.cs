using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;

namespace Mote.Grains.Audit;

/// <summary>Something to be appended, and who waits for it.</summary>
/// <param name="happened">What happened.</param>
/// <param name="since">When it came.</param>
/// <param name="isAwaited">Whether somebody waits until it is stored.</param>
internal sealed class WaitingEvent(AuditEvent happened, DateTimeOffset since, bool isAwaited)
{
    private readonly TaskCompletionSource? _stored = isAwaited ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;

    /// <summary>What happened.</summary>
    public AuditEvent Event { get; } = happened with { HappenedAt = null };

    /// <summary>When that was.</summary>
    public DateTimeOffset Time => happened.HappenedAt ?? since;

    /// <summary>Since when it waits.</summary>
    public DateTimeOffset Since => since;

    /// <summary>Completes once it is stored, if somebody waits for that.</summary>
    public Task Stored => _stored?.Task ?? Task.CompletedTask;

    /// <summary>It is stored.</summary>
    public void Succeed() => _stored?.TrySetResult();

    /// <summary>Nobody knows whether it is.</summary>
    public void Fail(MoteException failure) => _stored?.TrySetException(failure);
}
