using System.Diagnostics.CodeAnalysis;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Keys;
using Mote.Grains.Contracts.Lockouts;
using Mote.Grains.Contracts.Reenrolments;
using Mote.Protocol;
using Mote.Service.Wire;

namespace Mote.Service;

/// <summary>
/// What one caller can ask of the service, a method a use case: whether he may, the grain's answer, and that answer in the
/// words of the wire. What it takes is said on the grain's method, and asked here before anything is done and there again.
/// Refusals are <see cref="MoteException"/>.
/// </summary>
public sealed class CallerService
{
    private readonly ServiceParts _parts;
    private readonly Caller _caller;

    internal CallerService(ServiceParts parts, Caller caller) => (_parts, _caller) = (parts, caller);

    /// <summary>The API keys of the realm.</summary>
    public ApiKeys ApiKeys => new(_parts, _caller);

    /// <summary>The realms of the service.</summary>
    public ServiceRealms Realms => new(_parts, _caller);

    private IKeyRotationGrain Rotation => _parts.Grains.GetGrain<IKeyRotationGrain>(_caller.Realm);

    private IReenrolmentJobGrain Reenrolments => _parts.Grains.GetGrain<IReenrolmentJobGrain>(_caller.Realm);

    /// <summary>Who is enrolled, some of them in ordinal order.</summary>
    /// <param name="after">The name to go on behind; null from the start.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IdentityPage> List(string? after, int limit, CancellationToken cancellationToken)
    {
        Permit(Scope.People);
        var page = await _parts.Roster.List(_caller.Realm, after, limit, cancellationToken);
        return new IdentityPage(page.Subjects, page.Count, page.Next);
    }

    /// <summary>What is known of one person.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Identity> Describe(string subject, CancellationToken cancellationToken) =>
        Known(await Permitted(subject, nameof(IIdentityGrain.Describe)).Describe(cancellationToken)).ToWire(subject);

    /// <summary>Is this that person?</summary>
    /// <param name="subject">The name.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="targetFalseMatchRate">A stricter rate than otherwise decides; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Verification> Verify(string subject, byte[] photo, double? targetFalseMatchRate, CancellationToken cancellationToken) =>
        (await Permitted(subject, nameof(IIdentityGrain.Verify)).Verify(photo, targetFalseMatchRate, cancellationToken)).ToWire();

    /// <summary>Is this that person, and what speaks for it?</summary>
    /// <param name="subject">The name.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="targetFalseMatchRate">A stricter rate than otherwise decides; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Explanation> Explain(string subject, byte[] photo, double? targetFalseMatchRate, CancellationToken cancellationToken) =>
        (await Permitted(subject, nameof(IIdentityGrain.Explain)).Explain(photo, targetFalseMatchRate, cancellationToken)).ToWire();

    /// <summary>Enrols a person, or enrols one anew.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="request">The photos and how to train from them.</param>
    /// <param name="patience">How long its end is waited for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>How far it has come, which is done or running.</returns>
    /// <exception cref="MoteException">It failed, or was refused.</exception>
    public async Task<EnrolmentOperation> Enrol(string subject, EnrolmentRequest request, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var grain = Permitted(subject, request switch
        {
            { IsReenrolment: false } => nameof(IIdentityGrain.Enrol),
            { IsForced: true } => nameof(IIdentityGrain.ReenrolByForce),
            _ => nameof(IIdentityGrain.Reenrol),
        });
        var status = await grain.Start(request, patience, cancellationToken);
        return status.Failure is { } failure ? throw failure : status.ToWire(subject);
    }

    /// <summary>How far an enrolment has come.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="operation">Names the operation.</param>
    /// <param name="patience">How long its end is waited for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<EnrolmentOperation> Follow(string subject, Guid operation, TimeSpan patience, CancellationToken cancellationToken) =>
        await Permitted(subject, nameof(IIdentityGrain.Await)).Await(operation, patience, cancellationToken) is { } status
            ? status.ToWire(subject)
            : throw new MoteException(ProblemCode.OperationUnknown, "The operation is not known here: send the enrolment again with the same Idempotency-Key.");

    /// <summary>Not this person: excludes a face.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="request">Whose face.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Exclusion> Exclude(string subject, ExclusionRequest request, CancellationToken cancellationToken) =>
        (await Permitted(subject, nameof(IIdentityGrain.Exclude)).Exclude(request, cancellationToken)).ToWire(subject);

    /// <summary>Lifts the locks of a person, or the one at an entrance.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="at">Where; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task Unlock(string subject, Entrance? at, CancellationToken cancellationToken) => at is null
        ? Permitted(subject, nameof(IIdentityGrain.Unlock)).Unlock(cancellationToken)
        : Permitted(subject, nameof(IIdentityGrain.UnlockAt)).UnlockAt(at, cancellationToken);

    /// <summary>Brings back the model-template of before the last re-enrolment.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Identity> RollBack(string subject, CancellationToken cancellationToken) =>
        (await Permitted(subject, nameof(IIdentityGrain.RollBack)).RollBack(cancellationToken)).ToWire(subject);

    /// <summary>Asks that a person be enrolled anew. The first request counts.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is known of the person then.</returns>
    public async Task<Identity> RequestReenrolment(string subject, CancellationToken cancellationToken)
    {
        var grain = Permitted(subject, nameof(IIdentityGrain.WishReenrolment));
        await grain.WishReenrolment(ReenrolmentCause.Asked, cancellationToken);
        // As after every change, whoever brought it about is told what is there now, though he may look nobody up.
        Caller.Current = _caller.ByService("tells what was asked for");
        return Known(await grain.Describe(cancellationToken)).ToWire(subject);
    }

    /// <summary>Takes that back.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WithdrawReenrolment(string subject, CancellationToken cancellationToken) =>
        await Permitted(subject, nameof(IIdentityGrain.WithdrawReenrolment)).WithdrawReenrolment(cancellationToken);

    /// <summary>Forgets a person.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task Erase(string subject, CancellationToken cancellationToken)
    {
        if (!await Permitted(subject, nameof(IIdentityGrain.Erase)).Erase(cancellationToken))
            throw NotEnrolled();
    }

    /// <summary>Asks that many people be enrolled anew, or goes on with that.</summary>
    /// <param name="selection">Whom.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ReenrolmentJob> RequestReenrolments(ReenrolmentSelection selection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        Permit<IReenrolmentJobGrain>(nameof(IReenrolmentJobGrain.Start));
        var request = new ReenrolmentJobRequest(selection.Subjects is { } named ? [.. named] : null, selection.MissesBounds, selection.EnrolledBefore);
        return (await Reenrolments.Start(request, cancellationToken)).ToWire();
    }

    /// <summary>How far the last such request has come; null if there was none.</summary>
    /// <param name="patience">How long its end is waited for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<ReenrolmentJob?> FollowReenrolments(TimeSpan patience, CancellationToken cancellationToken)
    {
        Permit<IReenrolmentJobGrain>(nameof(IReenrolmentJobGrain.Status));
        return (await Reenrolments.Status(patience, cancellationToken))?.ToWire();
    }

    /// <summary>The versions of the master key, and how many records need each.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<MasterKeyVersion>> MasterKeys(CancellationToken cancellationToken)
    {
        Permit<IKeyRotationGrain>(nameof(IKeyRotationGrain.Uses));
        return [.. (await Rotation.Uses(cancellationToken)).Select(use => use.ToWire())];
    }

    /// <summary>Brings every record under the current master key, or goes on with that.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<KeyRotation> RotateMasterKey(CancellationToken cancellationToken)
    {
        Permit<IKeyRotationGrain>(nameof(IKeyRotationGrain.Start));
        return (await Rotation.Start(cancellationToken)).ToWire();
    }

    /// <summary>How far that has come; null if nobody started it here.</summary>
    /// <param name="patience">How long its end is waited for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<KeyRotation?> FollowRotation(TimeSpan patience, CancellationToken cancellationToken)
    {
        Permit<IKeyRotationGrain>(nameof(IKeyRotationGrain.Status));
        return (await Rotation.Status(patience, cancellationToken))?.ToWire();
    }

    /// <summary>How evenly errors fall in the realm; at most a minute old.</summary>
    /// <param name="patience">How long a large realm is waited for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Protocol.Fairness> Fairness(TimeSpan patience, CancellationToken cancellationToken)
    {
        Permit(Scope.Fairness);
        return (await _parts.Certificates.Of(_caller.Realm, patience, cancellationToken)).ToWire(_parts.Policies.Value.Of(_caller.Realm));
    }

    /// <summary>Some entries of the audit trail, newest first. That it is read is noted in it.</summary>
    /// <param name="query">Which entries.</param>
    /// <param name="after">Where to go on; null from the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<AuditPage> ReadAudit(AuditQuery query, AuditPosition? after, int limit, CancellationToken cancellationToken)
    {
        Permit(Scope.Audit);
        return _parts.Trail.Read(_caller.Realm, query, after, limit, cancellationToken);
    }

    /// <summary>Recomputes every chain of the trail, and looks for heads that were noted elsewhere.</summary>
    /// <param name="notes">The heads.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<AuditCheck> CheckAudit(IReadOnlyList<AuditNote> notes, CancellationToken cancellationToken)
    {
        Permit(Scope.Audit);
        return _parts.Trail.Check(_caller.Realm, notes, cancellationToken);
    }

    private IIdentityGrain Permitted(string subject, string method)
    {
        Permit<IIdentityGrain>(method);
        return _parts.Grains.GetGrain<IIdentityGrain>(new IdentityKey(_caller.Realm, subject).ToString());
    }

    private void Permit(Scope scope) => new GrainPermit(ScopeSet.Of(scope)).Require(_caller);

    private void Permit<T>(string method) => GrainPermit.Of<T>(method).Require(_caller);

    private static IdentityDescription Known([NotNull] IdentityDescription? identity) => identity ?? throw NotEnrolled();

    private static MoteException NotEnrolled() => new(ProblemCode.NotEnrolled, "Nobody of that name is enrolled here.");
}
