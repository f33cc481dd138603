using System.Diagnostics;
using Mote.Recognition.Certification;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Templates;

namespace Mote.Grains.Training;

/// <summary>One enrolment at the gate: waiting for a turn of its own, or taken along by another's. Thread-safe.</summary>
/// <param name="order">The enrolment.</param>
/// <param name="previous">The figures of the model-template it replaces; null for none.</param>
internal sealed class PendingEnrolment(EnrolmentOrder order, CertifiedFigures? previous) : IDisposable
{
    private readonly CancellationTokenSource _queue = CancellationTokenSource.CreateLinkedTokenSource(order.CancellationToken);
    private readonly TaskCompletionSource<(ModelTemplate Template, Certificate Certificate)> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EnrolmentOrder Order => order;

    public CertifiedFigures? Previous => previous;

    /// <summary>Since when it waits, by the stopwatch.</summary>
    public long Since { get; } = Stopwatch.GetTimestamp();

    /// <summary>Ends its wait for a turn: it was given up, or taken along.</summary>
    public CancellationToken Queue => _queue.Token;

    /// <summary>Ends once it is enrolled, has failed or has heeded its cancellation: until then what it brought is in use.</summary>
    public Task<(ModelTemplate Template, Certificate Certificate)> Completion => _completion.Task;

    /// <summary>Gives up its own turn, since another's serves it.</summary>
    public void LeaveQueue() => _queue.Cancel();

    /// <summary>Does the rest of it, and tells whoever waits.</summary>
    public void Complete(Func<(ModelTemplate Template, Certificate Certificate)> rest)
    {
        try
        {
            _completion.TrySetResult(rest());
        }
        catch (OperationCanceledException) when (order.CancellationToken.IsCancellationRequested)
        {
            _completion.TrySetCanceled(order.CancellationToken);
        }
        catch (Exception failure)
        {
            _completion.TrySetException(failure);
        }
    }

    public void Dispose() => _queue.Dispose();
}
