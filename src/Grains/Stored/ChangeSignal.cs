namespace Mote.Grains.Stored;

/// <summary>Wakes whoever waits for a change of a grain's state. For one activation; not thread-safe beyond its scheduler.</summary>
internal sealed class ChangeSignal
{
    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;

    private TaskCompletionSource _change = New();

    /// <summary>Completes with the next change, after <paramref name="patience"/>, or at once where the change has come already.</summary>
    public async Task Wait(bool isCurrent, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        if (isCurrent)
            await _change.Task.WaitAsync(patience, time, cancellationToken).ConfigureAwait(Quietly);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Something has changed, or nobody is here to see it.</summary>
    public void Wake()
    {
        var waiting = _change;
        _change = New();
        waiting.TrySetResult();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
