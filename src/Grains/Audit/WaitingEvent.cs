using Mote.Abstractions.Audit;
using Mote.Abstractions.Errors;

namespace Mote.Grains.Audit;

/// <summary>Something to be appended, and who waits for it.</summary>
internal sealed class WaitingEvent(AuditEvent happened, DateTimeOffset at, bool isAwaited)
{
    private readonly TaskCompletionSource? _stored = isAwaited ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;

    /// <summary>What happened.</summary>
    public AuditEvent Event => happened;

    /// <summary>When.</summary>
    public DateTimeOffset Time => at;

    /// <summary>Completes once it is stored, if somebody waits for that.</summary>
    public Task Stored => _stored?.Task ?? Task.CompletedTask;

    /// <summary>It is stored.</summary>
    public void Succeed() => _stored?.TrySetResult();

    /// <summary>Nobody knows whether it is.</summary>
    public void Fail(MoteException failure) => _stored?.TrySetException(failure);
}
