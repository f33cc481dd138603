using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Grains.Identities;

/// <summary>One enrolment under way or ended, followed by anyone who knows its operation.</summary>
internal sealed class EnrolmentRun(Guid operation) : IProgress<double>, IDisposable
{
    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;

    private readonly CancellationTokenSource _stop = new();
    private double _progress;

    public Guid Operation => operation;

    public Task<IdentityDescription> Completion { get; private set; } = Task.FromException<IdentityDescription>(new InvalidOperationException("Not begun."));

    public bool HasEnded => Completion.IsCompleted;

    public EnrolmentStatus Status => Completion switch
    {
        { IsCompletedSuccessfully: true } => Succeeded(operation, Completion.Result),
        { IsCompleted: true } => new EnrolmentStatus(operation, EnrolmentState.Failed, Volatile.Read(ref _progress), Failure: Refusal()),
        _ => new EnrolmentStatus(operation, EnrolmentState.Running, Volatile.Read(ref _progress)),
    };

    public static EnrolmentStatus Succeeded(Guid operation, IdentityDescription identity) =>
        new(operation, EnrolmentState.Succeeded, 1, identity);

    public void Begin(Func<CancellationToken, Task<IdentityDescription>> enrolment) => Completion = enrolment(_stop.Token);

    public void Report(double value) => Volatile.Write(ref _progress, value);

    /// <summary>The status once it has ended, or as it is after <paramref name="patience"/>.</summary>
    public async Task<EnrolmentStatus> Await(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        await ((Task)Completion).WaitAsync(patience, time, cancellationToken).ConfigureAwait(Quietly);
        cancellationToken.ThrowIfCancellationRequested();
        return Status;
    }

    /// <summary>Stops the enrolment and waits until it has.</summary>
    public async Task Stop()
    {
        await _stop.CancelAsync();
        await ((Task)Completion).ConfigureAwait(Quietly);
    }

    public void Dispose() => _stop.Dispose();

    private MoteException Refusal() => Completion.Exception?.InnerException switch
    {
        MoteException refusal => refusal,
        null => new MoteException(ProblemCode.OperationUnknown, "The enrolment was stopped: send it again."),
        _ => new MoteException(ProblemCode.Internal, "The enrolment failed; the service's log says why."),
    };
}
