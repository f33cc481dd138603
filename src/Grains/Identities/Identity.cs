using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Lockouts;
using Mote.Grains.Lockouts;
using Mote.Grains.Operations;
using Mote.Protocol;

namespace Mote.Grains.Identities;

/// <summary>
/// One enrolled person, or nobody yet: what may be asked and done, in whatever order it comes. It knows no Orleans and no
/// edge. Everything runs on one scheduler, one step at a time; <see cref="Verify"/>, <see cref="Explain"/>,
/// <see cref="Describe"/>, <see cref="Await"/>, <see cref="Presence"/> and <see cref="Direction"/> may come between the steps
/// of anything, the others one after another.
/// </summary>
internal sealed partial class Identity : IDisposable
{
    private readonly IdentityKey _key;
    private readonly IdentityServices _services;
    private readonly IdentityPorts _ports;
    private readonly ILogger _log;
    private readonly Attempts _attempts;
    private readonly KnownAttempts _known;
    private readonly KeptIdentity _kept;
    private readonly OperationLog _operations;
    private readonly Decisions _decisions;
    private readonly Enrolments _enrolments;
    private readonly Exclusions _exclusions;
    private readonly Succession _succession;
    private Task _expiring = Task.CompletedTask;

    public Identity(IdentityKey key, IdentityServices services, IdentityPorts ports, ILogger log)
    {
        (_key, _services, _ports, _log) = (key, services, ports, log);
        _attempts = new Attempts(key, services.Lockouts, services.Carried, services.LockEnds, services.Time);
        _known = new KnownAttempts(services.Time);
        _kept = new KeptIdentity(key, services, ports, () => _attempts.Lasting, log);
        var notes = new IdentityNotes(_kept, ports.Trail, log);
        _operations = new OperationLog(() => _kept.Readable?.State.Operations);
        _decisions = new Decisions(key, _kept, _attempts, services.Lease, services.DecisionFigures, notes, Stay, log);
        _enrolments = new Enrolments(key, services, ports, _kept, _operations, _decisions, notes, Stay, log);
        _exclusions = new Exclusions(key, services, ports, _kept, _operations, _enrolments, Stay);
        _succession = new Succession(key, services, ports, _kept, _enrolments, Stay, log);
    }

    // Where nobody is enrolled there is nothing to lock.
    private bool IsLockoutStored => _kept.Readable is not { } enrolled || _attempts.Lockout == (enrolled.State.Lockout ?? PersonLockout.None);

    /// <summary>Reads what is stored. A record that is refused is refused to whoever asks, and can be erased.</summary>
    public async Task Open(CancellationToken cancellationToken)
    {
        await _kept.Load(cancellationToken);
        await _attempts.TakeUp(_kept.Readable?.State.Lockout);
        Stay();
        Expire();
    }

    /// <summary>Stops an enrolment under way, and leaves to the next activation what the store does not have.</summary>
    public async Task Close()
    {
        await _enrolments.Stop();
        await _expiring;
        if (!IsLockoutStored)
            await _attempts.Leave();
    }

    public void Dispose()
    {
        _known.Dispose();
        _enrolments.Dispose();
        _kept.Dispose();
    }

    /// <summary>Asks the network about the one face of a photo.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="rate">The false-match rate asked for; null for none.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<VerificationResult> Verify(byte[] photo, double? rate, Caller caller, CancellationToken cancellationToken)
    {
        Expire();
        (EnrolledIdentity Asked, EmbeddedFace Face)? seen = null;
        var question = new Question<VerificationResult>(
            AuditKind.Verified,
            async enrolled =>
            {
                var decides = RateOf(enrolled, caller, rate);
                var face = await _ports.Faces.Embed(photo, cancellationToken);
                seen = (enrolled, face);
                return enrolled.Decide(face, _services.Cohort, decides);
            },
            (_, first) => Task.FromResult(first),
            decided => decided);
        var result = await _decisions.Decide(question, caller, _known.Of(caller, question.Kind, photo, rate), cancellationToken);
        if (result.IsMatch && seen is var (asked, recognised))
            await _succession.Observe(asked, recognised, rate, caller);
        return result;
    }

    /// <summary>The same, with what spoke for the answer. For a repetition that is made out again: nothing of a photo is kept.</summary>
    public Task<ExplanationResult> Explain(byte[] photo, double? rate, Caller caller, CancellationToken cancellationToken)
    {
        var question = new Question<ExplanationResult>(
            AuditKind.Explained,
            enrolled => _attempts.MayExplain(caller.Entrance)
                ? Explained(photo, enrolled, RateOf(enrolled, caller, rate), cancellationToken)
                : throw new MoteException(ProblemCode.ExplanationWithheld, "Too many photos in a row did not match this person, so no decision is explained until one has matched: verify without an explanation, or let an operator lift the lock."),
            async (enrolled, first) => await Explained(photo, enrolled, first.TargetFalseMatchRate, cancellationToken) with { Decision = first },
            explained => explained.Decision);
        return _decisions.Decide(question, caller, _known.Of(caller, question.Kind, photo, rate), cancellationToken);
    }

    /// <inheritdoc cref="Enrolments.Begin"/>
    public Task<EnrolmentStatus> Enrol(EnrolmentRequest request, Caller caller) => _enrolments.Begin(request, caller);

    /// <inheritdoc cref="Enrolments.Await"/>
    public Task<EnrolmentStatus?> Await(Guid operation, TimeSpan patience, CancellationToken cancellationToken) =>
        _enrolments.Await(operation, patience, cancellationToken);

    /// <inheritdoc cref="Exclusions.Exclude"/>
    public Task<ExclusionResult> Exclude(ExclusionRequest request, Caller caller, CancellationToken cancellationToken) =>
        _exclusions.Exclude(request, caller, cancellationToken);

    /// <inheritdoc cref="Exclusions.Direction"/>
    public EmbeddedFace Direction() => _exclusions.Direction();

    /// <inheritdoc cref="Decisions.Unlock"/>
    public Task<bool> Unlock(Caller caller, Entrance? at = null) => _decisions.Unlock(caller, at);

    /// <inheritdoc cref="Succession.RollBack"/>
    public Task<IdentityDescription> RollBack(Caller caller) => _succession.RollBack(caller);

    /// <inheritdoc cref="Succession.Wish"/>
    public Task<bool> Wish(ReenrolmentCause reason, Caller caller) => _succession.Wish(reason, caller);

    /// <inheritdoc cref="Succession.Withdraw"/>
    public Task<bool> Withdraw(Caller caller) => _succession.Withdraw(caller);

    /// <summary>What is enrolled; null if nobody is. Whoever was erased elsewhere is described no longer than decided about.</summary>
    public IdentityDescription? Describe()
    {
        _services.Lease.Require(_key.Realm);
        Expire();
        if (_kept.Current is not { } enrolled)
            return null;
        var previous = _services.Succession.Kept(enrolled.State);
        var locks = _attempts.Closed;
        return _kept.Describe(enrolled) with
        {
            LockedUntil = locks is [] ? null : locks.Max(closed => closed.Until),
            Locks = locks,
            PreviousVersion = previous?.Template.Version,
            PreviousKeptUntil = previous?.KeptUntil,
        };
    }

    /// <summary>Whether the manifest should list this subject. Which of the records that it knows was found, it knows when it has the answer.</summary>
    public async Task<Presence> Presence()
    {
        await _kept.Found;
        return _kept.IsErasing || (_enrolments.IsUnderWay && !_kept.Exists) ? Contracts.Identities.Presence.Changing :
            _kept.Exists ? Contracts.Identities.Presence.Enrolled :
            Contracts.Identities.Presence.Absent;
    }

    /// <summary>Forgets the person.</summary>
    /// <returns>False if nobody was enrolled.</returns>
    public async Task<bool> Erase(Caller caller)
    {
        await _enrolments.Stop();
        if (!_kept.Exists)
            return false;

        // Nobody has the number after.
        var erased = _kept.Logged;
        await _kept.Erase(_operations.Remembered, new ChangeNote(AuditKind.Erased, caller), () =>
        {
            _attempts.Set(PersonLockout.None);
            _known.Forget();
            _exclusions.Forget();
            _operations.Forget();
            _enrolments.Forget();
            Stay();
        });
        LogErased(_log, erased);
        return true;
    }

    /// <summary>Brings the record under a master key, the coordinates of its model-template with it.</summary>
    /// <returns>False where an enrolment is under way.</returns>
    public async Task<bool> Rekey(int masterKeyVersion, CancellationToken cancellationToken)
    {
        if (_enrolments.IsUnderWay)
            return false;
        if (_kept.Current is not { } current)
            return true;

        using var master = await _services.Keys.Of(_key.Realm, masterKeyVersion, cancellationToken);
        var (active, template) = await _succession.Rebase(current.State.Active, current.Template, master, cancellationToken);
        var next = await _succession.Rebase(current, new IdentityDraft(current.State with { Active = active }, template), master, cancellationToken);
        // A decision may have brought another to the fore meanwhile; the next round takes that.
        if (await _kept.Write(now => ReferenceEquals(now, current) ? next : null, master) is null)
            return false;
        Stay();
        LogRekeyed(_log, _kept.Logged, masterKeyVersion);
        return true;
    }

    private Task<ExplanationResult> Explained(byte[] photo, EnrolledIdentity enrolled, double rate, CancellationToken cancellationToken) =>
        _ports.Faces.Explain(photo, enrolled.Template, face => enrolled.Decide(face, _services.Cohort, rate), cancellationToken);

    // Before the photo is looked at: what is no rate is none whatever the photo shows.
    private double RateOf(EnrolledIdentity enrolled, Caller caller, double? rate) => _services.Rates.OfDecision(_key.Realm, enrolled.Template.Calibration, caller, rate);

    /// <summary>Removes what was kept for its time. Not awaited: nobody waits for it. A busy person's activation may outlive that time.</summary>
    private void Expire()
    {
        if (_expiring.IsCompleted)
            _expiring = _succession.Expire();
    }

    /// <summary>Keeps the activation for as long as something hangs on it that the store does not have, and no longer.</summary>
    private void Stay() => _ports.Activation.Stay(ActivationLease.Of(_enrolments.IsAtWork, IsLockoutStored ? null : _attempts.LongestLock));

    [LoggerMessage(2, LogLevel.Information, "Erased {Person}")]
    private static partial void LogErased(ILogger log, LoggedPerson person);

    [LoggerMessage(6, LogLevel.Information, "Brought {Person} under master key {Version}")]
    private static partial void LogRekeyed(ILogger log, LoggedPerson person, int version);
}
