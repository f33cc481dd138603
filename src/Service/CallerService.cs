using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Lockouts;
using Mote.Grains.Contracts.Reenrolments;
using Mote.Protocol;
using Mote.Service.Access;
using Mote.Service.Audit;
using Mote.Service.Enrolment;
using Mote.Service.Keys;
using Mote.Service.Parts;
using Mote.Service.People;
using Mote.Service.Permits;
using Mote.Service.Photos;
using Mote.Service.Status;
using Mote.Service.Trials;
using Mote.Service.Wire;

namespace Mote.Service;

/// <summary>
/// What one caller can ask of the service, a method a use case: whether he may, the grain's answer, and that answer in the
/// words of the wire. What it takes is said on the grain's method (<see cref="Permit"/>), and asked here before anything is done and there again.
/// Refusals are <see cref="MoteException"/>.
/// </summary>
public sealed class CallerService
{
    private readonly ServiceParts _parts;
    private readonly Caller _caller;

    internal CallerService(ServiceParts parts, Caller caller) => (_parts, _caller) = (parts, caller);

    /// <summary>Who asks.</summary>
    public Caller Caller => _caller;

    /// <summary>The people of the realm.</summary>
    public RealmPeople People => new(_parts, _caller);

    /// <summary>Enrolments in the realm.</summary>
    public Enrolments Enrolments => new(_parts, _caller);

    /// <summary>Balances, tried on a photo.</summary>
    public BalanceTrials Trials => new(_parts, _caller);

    /// <summary>The API keys of the realm.</summary>
    public ApiKeys ApiKeys => new(_parts, _caller);

    /// <summary>The master keys of the realm.</summary>
    public RealmMasterKeys MasterKeys => new(_parts, _caller);

    /// <summary>The realms of the service.</summary>
    public ServiceRealms Realms => new(_parts, _caller);

    /// <summary>The largest photo that is taken, in bytes.</summary>
    public int MostPhotoBytes => _parts.Photos.MostBytes;

    /// <summary>What whoever makes a request can ask: routes name it among their parameters.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="InvalidOperationException">Nobody is known.</exception>
    public static ValueTask<CallerService> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var known = CallerClaims.Of(context) ?? throw new InvalidOperationException("Nobody is signed in.");
        return ValueTask.FromResult(context.RequestServices.GetRequiredService<MoteService>().For(known.Caller));
    }

    private IReenrolmentJobGrain Reenrolments => _parts.Grains.GetGrain<IReenrolmentJobGrain>(_caller.Realm);

    /// <summary>Who is enrolled, some of them in ordinal order.</summary>
    /// <param name="after">The name to go on behind; null from the start.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IdentityPage> List(string? after, int limit, CancellationToken cancellationToken)
    {
        Permit.People.Require(_caller);
        var page = await _parts.Roster.List(_caller.Realm, after, limit, cancellationToken);
        return new IdentityPage(page.Subjects, page.Count, page.Next);
    }

    /// <summary>What is known of one person.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Identity> Describe(string subject, CancellationToken cancellationToken) =>
        Known(await Permitted(subject, Permit.Describe).Describe(cancellationToken)).ToWire(subject);

    /// <summary>Would a picture be taken? It is about nobody, nothing of it is kept and nothing counted.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PhotoQuality> Judge(byte[] picture, CancellationToken cancellationToken)
    {
        Permit.Verify.Require(_caller);
        return PhotoQuality.Of(await _parts.Pool.Read(_parts.Models.Of(_caller.Realm), picture, cancellationToken));
    }

    /// <summary>Is this that person?</summary>
    /// <param name="subject">The name.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="targetFalseMatchRate">A stricter rate than otherwise decides; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Verification> Verify(string subject, byte[] photo, double? targetFalseMatchRate, CancellationToken cancellationToken) =>
        (await Deciding(subject, Permit.Verify).Verify(photo, targetFalseMatchRate, cancellationToken)).ToWire();

    /// <summary>Is this that person, and what speaks for it?</summary>
    /// <param name="subject">The name.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="targetFalseMatchRate">A stricter rate than otherwise decides; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Explanation> Explain(string subject, byte[] photo, double? targetFalseMatchRate, CancellationToken cancellationToken) =>
        (await Deciding(subject, Permit.Explain).Explain(photo, targetFalseMatchRate, cancellationToken)).ToWire();

    /// <summary>Not this person: excludes a face.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="request">Whose face.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Exclusion> Exclude(string subject, ExclusionRequest request, CancellationToken cancellationToken) =>
        (await Permitted(subject, Permit.Exclude).Exclude(request, cancellationToken)).ToWire(subject);

    /// <summary>Lifts the locks of a person.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task Unlock(string subject, CancellationToken cancellationToken) => Permitted(subject, Permit.Unlock).Unlock(cancellationToken);

    /// <summary>Lifts the lock at an entrance alone.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="at">Where.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task UnlockAt(string subject, Entrance at, CancellationToken cancellationToken) => Permitted(subject, Permit.Unlock).UnlockAt(at, cancellationToken);

    /// <summary>Brings back the model-template of before the last re-enrolment.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<Identity> RollBack(string subject, CancellationToken cancellationToken) =>
        (await Permitted(subject, Permit.RollBack).RollBack(cancellationToken)).ToWire(subject);

    /// <summary>Asks that a person be enrolled anew. The first request counts.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is known of the person then.</returns>
    public async Task<Identity> RequestReenrolment(string subject, CancellationToken cancellationToken)
    {
        var grain = Permitted(subject, Permit.RequestReenrolment);
        await grain.WishReenrolment(ReenrolmentCause.Asked, cancellationToken);
        // As after every change, whoever brought it about is told what is there now, though he may look nobody up.
        Caller.Current = _caller.ByService("tells what was asked for");
        return Known(await grain.Describe(cancellationToken)).ToWire(subject);
    }

    /// <summary>Takes that back.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WithdrawReenrolment(string subject, CancellationToken cancellationToken) =>
        await Permitted(subject, Permit.WithdrawReenrolment).WithdrawReenrolment(cancellationToken);

    /// <summary>Forgets a person.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task Erase(string subject, CancellationToken cancellationToken)
    {
        if (!await Permitted(subject, Permit.Erase).Erase(cancellationToken))
            throw NotEnrolled();
    }

    /// <summary>Asks that many people be enrolled anew, or goes on with that.</summary>
    /// <param name="selection">Whom.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ReenrolmentJob> RequestReenrolments(ReenrolmentSelection selection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        Permit.RequestReenrolments.Require(_caller);
        var request = new ReenrolmentJobRequest(selection.Subjects is { } named ? [.. named] : null, selection.MissesBounds, selection.EnrolledBefore);
        return (await Reenrolments.Start(request, cancellationToken)).ToWire();
    }

    /// <summary>How far the last such request has come; null if there was none.</summary>
    /// <param name="patience">How long its end is waited for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async Task<ReenrolmentJob?> FollowReenrolments(TimeSpan patience, CancellationToken cancellationToken)
    {
        Permit.FollowReenrolments.Require(_caller);
        return (await Reenrolments.Status(patience, cancellationToken))?.ToWire();
    }

    /// <summary>How evenly errors fall in the realm; at most a minute old.</summary>
    /// <param name="patience">How long a large realm is waited for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Protocol.Fairness> Fairness(TimeSpan patience, CancellationToken cancellationToken)
    {
        Permit.Fairness.Require(_caller);
        return (await _parts.Certificates.Of(_caller.Realm, patience, cancellationToken)).ToWire(_parts.Policies.Value.Of(_caller.Realm));
    }

    /// <summary>How it stands with the service.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<SystemState> Status(CancellationToken cancellationToken)
    {
        Permit.Status.Require(_caller);
        return _parts.Status.Of(_caller, cancellationToken);
    }

    /// <summary>Which figures of the silo are the caller's to see: those of his realm, with those of the silo where no other realm is served; or of the silo alone, for a key of the service itself.</summary>
    public SeenFigures Figures()
    {
        Permit.Figures.Require(_caller);
        return _caller.Realm == Caller.ServiceRealm ? new(null, SeesSilo: true) : new(_caller.Realm, _parts.Realms.Names.All(realm => realm == _caller.Realm));
    }

    /// <summary>Some entries of the audit trail, newest first. That it is read is noted in it.</summary>
    /// <param name="query">Which entries.</param>
    /// <param name="after">Where to go on, as the page before said; null from the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<AuditPage> ReadAudit(TrailQuery query, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        Permit.Audit.Require(_caller);
        var position = after is null ? null : AuditPosition.Parse(after) ?? throw new MoteException(ProblemCode.InvalidRequest, "What a page goes on after is 'next' or 'cursor' of the page before.");
        return _parts.Trail.Read(_caller.Realm, new AuditQuery(query.Subject, query.Kind, query.Outcome, query.Door), position, limit, cancellationToken);
    }

    /// <summary>Recomputes every chain of the trail, and looks for heads that were noted elsewhere.</summary>
    /// <param name="notes">The heads.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<AuditCheck> CheckAudit(IReadOnlyList<AuditNote> notes, CancellationToken cancellationToken)
    {
        Permit.Audit.Require(_caller);
        return _parts.Trail.Check(_caller.Realm, notes, cancellationToken);
    }

    /// <summary>The same for a decision: none in a store that was put back, and a silo that is cut off asks for none nowhere, so that who waits at it knows soon.</summary>
    private IIdentityGrain Deciding(string subject, GrainPermit permit)
    {
        var grain = Permitted(subject, permit);
        _parts.PutBack.Require(_caller.Realm);
        _parts.Standing.Require(_caller.Realm);
        return grain;
    }

    private IIdentityGrain Permitted(string subject, GrainPermit permit)
    {
        permit.Require(_caller);
        return _parts.Grains.GetGrain<IIdentityGrain>(new IdentityKey(_caller.Realm, subject).ToString());
    }

    private static IdentityDescription Known([NotNull] IdentityDescription? identity) => identity ?? throw NotEnrolled();

    private static MoteException NotEnrolled() => new(ProblemCode.NotEnrolled, "Nobody of that name is enrolled here.");
}
