using Microsoft.Extensions.Logging;
using Mote.Grains.Certification;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Reenrolments;
using Mote.Grains.Keys;
using Mote.Grains.Stored;
using Mote.Protocol;
using Mote.Recognition.Protection.Records;

namespace Mote.Grains.Reenrolments;

/// <summary>Walks a list of names, or a realm's roster, and has the wish for a re-enrolment noted with whoever is concerned.</summary>
internal sealed partial class ReenrolmentJobGrain : Grain, IReenrolmentJobGrain, IDisposable
{
    /// <summary>What the record of a job is called in the store.</summary>
    public const string JobState = "re-enrolment-job";

    /// <summary>What the record of its progress is called there.</summary>
    public const string ProgressState = "re-enrolment-progress";

    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;

    // Asked at once: enough to keep the store busy, few enough to leave doors their turn.
    private const int AtOnce = 4;

    // Between two writes of the progress. After a kill so many are asked once more, which changes nothing.
    private const int Stretch = 100;

    private const int MostNamed = 100;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    // An enrolment under way ends first: it may be the very one that is asked for.
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(500);

    private readonly RealmRecord<ReenrolmentJob> _job;
    private readonly RealmRecord<ReenrolmentProgress> _stored;
    private readonly Roster.Roster _roster;
    private readonly CertificateRules _certificates;
    private readonly TimeProvider _time;
    private readonly ILogger<ReenrolmentJobGrain> _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<string> _refused = [];
    private ReenrolmentProgress? _seen;
    private Task _run = Task.CompletedTask;

    public ReenrolmentJobGrain(
        [PersistentState(JobState, GrainStorageName.Mote)] IPersistentState<SealedState> job,
        [PersistentState(ProgressState, GrainStorageName.Mote)] IPersistentState<SealedState> progress,
        IChangeConfirmation confirmation,
        StateSeal seal,
        MasterKeys keys,
        Roster.Roster roster,
        CertificateRules certificates,
        TimeProvider time,
        ILogger<ReenrolmentJobGrain> log)
    {
        (_roster, _certificates, _time, _log) = (roster, certificates, time, log);
        _job = new(Name(JobState), new PersistentRecord(job, confirmation), seal, keys, ReenrolmentJobContent.Write, ReenrolmentJobContent.ReadJob, End);
        _stored = new(Name(ProgressState), new PersistentRecord(progress, confirmation), seal, keys, ReenrolmentJobContent.Write, ReenrolmentJobContent.ReadProgress, End);

        RecordName Name(string state) => new(Realm, "re-enrolments", state);
    }

    private string Realm => this.GetPrimaryKeyString();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _job.Load(cancellationToken);
        await _stored.Load(cancellationToken);
        _seen = _stored.Readable;
        // Where the progress is another job's, or lost, everybody is asked once more: that notes nobody twice.
        if (_job.Readable is { } job)
            Begin(job, _seen?.Job == job.Id ? _seen : new ReenrolmentProgress(job.Id));
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _run;
    }

    public void Dispose()
    {
        _stop.Dispose();
        _job.Dispose();
        _stored.Dispose();
    }

    public async Task<ReenrolmentJobStatus> Start(ReenrolmentJobRequest request, CancellationToken cancellationToken)
    {
        var asked = ReenrolmentJob.Of(request, Caller.Required);
        if (_job.Readable is { } job && _seen is { IsComplete: false } seen)
        {
            if (job.AsksLike(asked))
            {
                if (_run.IsCompleted)
                    Begin(job, seen);
                return Seen(_seen);
            }

            if (!_run.IsCompleted)
                throw new MoteException(ProblemCode.JobUnderWay, "Other people of this realm are being asked to be enrolled anew: wait until that has ended, 'GET /v1/re-enrolment-requests' says how far it is.");
        }

        // What ends a complete job is done before the next begins.
        await _run;
        var progress = new ReenrolmentProgress(asked.Id) { Total = asked.Subjects.Length };
        await _job.Write(asked);
        await _stored.Write(progress);
        _refused.Clear();
        Begin(asked, progress);
        return Seen(progress);
    }

    public async Task<ReenrolmentJobStatus?> Status(TimeSpan patience, CancellationToken cancellationToken)
    {
        if (_seen is null)
            _ = (_job.Current, _stored.Current);
        await _run.WaitAsync(patience, _time, cancellationToken).ConfigureAwait(Quietly);
        cancellationToken.ThrowIfCancellationRequested();
        return _seen is { } seen ? Seen(seen) : null;
    }

    public async Task Forget(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _run;
        await _job.Clear();
        await _stored.Clear();
        DeactivateOnIdle();
    }

    public Task<Dictionary<int, int>> KeyUse(CancellationToken cancellationToken) =>
        Task.FromResult(((int?[])[_job.MasterKeyVersion, _stored.MasterKeyVersion]).OfType<int>().CountBy(version => version).ToDictionary());

    public async Task Rekey(int masterKeyVersion, CancellationToken cancellationToken)
    {
        await _job.Rekey(masterKeyVersion, cancellationToken);
        await _stored.Rekey(masterKeyVersion, cancellationToken);
    }

    private void Begin(ReenrolmentJob job, ReenrolmentProgress from)
    {
        _seen = from;
        _run = Run(job, from, _stop.Token);
    }

    private async Task Run(ReenrolmentJob job, ReenrolmentProgress from, CancellationToken stop)
    {
        Caller.Current = job.Caller with { Realm = Realm };
        var progress = from;
        try
        {
            while (!progress.IsComplete)
            {
                DelayDeactivation(Lease);
                var (subjects, total) = await Next(job, progress.After, stop);
                progress = progress with { Total = Math.Max(total, progress.Done) };
                foreach (var some in subjects.Chunk(AtOnce))
                {
                    progress = (await Task.WhenAll(some.Select(subject => Examine(job, subject, stop)))).Aggregate(progress, (sum, outcome) => sum.With(outcome));
                    _seen = progress;
                }

                progress = subjects is [.., var last] ? progress with { After = last } : progress with { After = null, IsComplete = true, Total = progress.Done };
                await _stored.Write(progress);
                _seen = progress;
            }

            // The names of whoever is erased from now on are not kept here.
            await _job.Clear();
            LogEnded(Realm, progress.Done, progress.Noted, progress.Refused);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next activation goes on.
        }
        catch (Exception failure)
        {
            LogStopped(Realm, progress.Done, failure);
        }
        finally
        {
            DelayDeactivation(TimeSpan.Zero);
        }
    }

    /// <summary>The people to look at next, in ordinal order, and how many there are in all.</summary>
    private async Task<(string[] Subjects, int Total)> Next(ReenrolmentJob job, string? after, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (job.Cause == ReenrolmentCause.Asked)
        {
            var from = after is null ? 0 : Array.BinarySearch(job.Subjects, after, StringComparer.Ordinal) + 1;
            return (job.Subjects[from..Math.Min(from + Stretch, job.Subjects.Length)], job.Subjects.Length);
        }

        var page = await _roster.List(Realm, after, Stretch, stop);
        return (page.Subjects, page.Count);
    }

    private async Task<ReenrolmentOutcome> Examine(ReenrolmentJob job, string subject, CancellationToken stop)
    {
        var identity = GrainFactory.GetGrain<IIdentityGrain>(new IdentityKey(Realm, subject).ToString());
        while (true)
        {
            try
            {
                if (job.Cause != ReenrolmentCause.Asked)
                {
                    if (await identity.Describe(stop) is not { } enrolled)
                        return ReenrolmentOutcome.NotEnrolled;
                    if (!Concerns(job, enrolled))
                        return ReenrolmentOutcome.NotConcerned;
                }

                return await identity.WishReenrolment(job.Cause, stop) ? ReenrolmentOutcome.Noted : ReenrolmentOutcome.NotedBefore;
            }
            catch (MoteException busy) when (busy.Code == ProblemCode.EnrolmentUnderWay)
            {
                await Task.Delay(BusyPause, _time, stop);
            }
            catch (MoteException gone) when (gone.Code == ProblemCode.NotEnrolled)
            {
                return ReenrolmentOutcome.NotEnrolled;
            }
            catch (MoteException refusal) when (refusal.Kind is not (ProblemKind.Busy or ProblemKind.Unavailable))
            {
                if (_refused.Count < MostNamed)
                    _refused.Add(subject);
                LogRefused(Realm, refusal);
                return ReenrolmentOutcome.Refused;
            }
        }
    }

    private bool Concerns(ReenrolmentJob job, IdentityDescription enrolled) => job.EnrolledBefore is { } day
        ? DateOnly.FromDateTime(enrolled.EnrolledAt.UtcDateTime) < day
        : enrolled.Certificate.IsEmpty || _certificates.Misses(Realm, Recognition.Certification.Certificate.Parse(enrolled.Certificate.Span));

    private ReenrolmentJobStatus Seen(ReenrolmentProgress progress) => new(
        progress.IsComplete ? ReenrolmentJobState.Complete : _run.IsCompleted ? ReenrolmentJobState.Stopped : ReenrolmentJobState.Running,
        progress.Total,
        progress.Done,
        progress.Noted,
        progress.NotedBefore,
        progress.NotEnrolled,
        progress.Refused,
        [.. _refused]);

    private void End(Exception failure)
    {
        LogStoreFailed(Realm, failure);
        DeactivateOnIdle();
    }

    [LoggerMessage(1, LogLevel.Information, "Looked at {Done} people of realm {Realm}: {Noted} are to be enrolled anew, {Refused} could not be read")]
    private partial void LogEnded(string realm, int done, int noted, int refused);

    [LoggerMessage(2, LogLevel.Error, "Asking people of realm {Realm} to be enrolled anew stopped after {Done}; asked again, it goes on where it stood")]
    private partial void LogStopped(string realm, int done, Exception failure);

    [LoggerMessage(3, LogLevel.Warning, "A record of realm {Realm} cannot be read, and its person is not asked to be enrolled anew: whose, the job tells who asks for it")]
    private partial void LogRefused(string realm, Exception refusal);

    [LoggerMessage(4, LogLevel.Error, "A record of the re-enrolment job of realm {Realm} was not taken by the store, or cannot be opened")]
    private partial void LogStoreFailed(string realm, Exception failure);
}
