using Microsoft.Extensions.Logging;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Lockouts;
using Mote.Grains.Embedding;
using Mote.Grains.Identities;
using Mote.Grains.Identities.Ports;
using Mote.Grains.Models;
using Mote.Grains.Stored;
using Mote.Grains.Training;
using EnrolmentState = Mote.Protocol.EnrolmentState;

namespace Mote.Grains.Mailbox;

/// <summary>
/// An <see cref="Identity"/> behind a mailbox: Orleans gives it one scheduler, an activation and the record of its key. An
/// enrolment runs beside the mailbox, on the grain's own scheduler and with training off it.
/// </summary>
internal sealed class IdentityGrain : Grain, IIdentityGrain, INetworkDirectionGrain, IActivation, IDisposable
{
    private readonly Identity _identity;
    private readonly ConfirmedChanges _changes;
    private readonly PeopleInstruments _people;
    private readonly string _realm;
    private bool _isCounted;

    // One change after another, though an enrolment that is waited for lets everything else in.
    private readonly SemaphoreSlim _turn = new(1, 1);

    public IdentityGrain(
        [PersistentState(StoredRecords.Identity, GrainStorageName.Mote)] IPersistentState<SealedState> stored,
        IGrainContext context,
        IGrainFactory grains,
        RealmModels realms,
        SharedByModels shared,
        TrainingGate gate,
        IEmbedderPool embeddings,
        EmbedderPool studies,
        AuditWriter trail,
        IChangeConfirmation confirmation,
        PeopleInstruments people,
        ILogger<Identity> log)
    {
        var key = IdentityKey.Parse(context.GrainId.Key.ToString()!);
        var models = realms.Of(key.Realm);
        var record = new PersistentRecord(stored, confirmation);
        _changes = new ConfirmedChanges(record, confirmation);
        (_people, _realm) = (people, key.Realm);
        var ports = new IdentityPorts(
            record,
            new RosterManifest(grains, key),
            new RealmTrail(trail, key.Realm),
            new GatedTraining(gate, models.Training),
            new PooledFaces(grains, key.Realm, embeddings, studies, models),
            this);
        _identity = new Identity(key, shared.With(models), ports, log);
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _identity.Open(cancellationToken);
        _people.Came(_realm);
        _isCounted = true;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _identity.Close();

    public void Dispose()
    {
        if (_isCounted)
            _people.Went(_realm);
        _identity.Dispose();
        _turn.Dispose();
    }

    public Task<VerificationResult> Verify(byte[] photo, double? targetFalseMatchRate, CancellationToken cancellationToken) => _identity.Verify(photo, targetFalseMatchRate, Caller.Required, cancellationToken);

    public Task<ExplanationResult> Explain(byte[] photo, double? targetFalseMatchRate, CancellationToken cancellationToken) => _identity.Explain(photo, targetFalseMatchRate, Caller.Required, cancellationToken);

    public Task<EnrolmentStatus> Enrol(EnrolmentRequest request, TimeSpan patience, CancellationToken cancellationToken) => Begin(request with { IsReenrolment = false, IsForced = false }, patience, cancellationToken);

    public Task<EnrolmentStatus> Reenrol(EnrolmentRequest request, TimeSpan patience, CancellationToken cancellationToken) => Begin(request with { IsReenrolment = true, IsForced = false }, patience, cancellationToken);

    public Task<EnrolmentStatus> ReenrolByForce(EnrolmentRequest request, TimeSpan patience, CancellationToken cancellationToken) => Begin(request with { IsReenrolment = true, IsForced = true }, patience, cancellationToken);

    public Task<EnrolmentStatus?> Await(Guid operation, TimeSpan patience, CancellationToken cancellationToken) => _identity.Await(operation, patience, cancellationToken);

    public Task<ExclusionResult> Exclude(ExclusionRequest request, CancellationToken cancellationToken) => InTurn(() => _identity.Exclude(request, Caller.Required, cancellationToken));

    public Task<EmbeddedFace> Direction(CancellationToken cancellationToken) => Task.FromResult(_identity.Direction());

    public Task<bool> Unlock(CancellationToken cancellationToken) => InTurn(() => _identity.Unlock(Caller.Required));

    public Task<bool> UnlockAt(Entrance at, CancellationToken cancellationToken) => InTurn(() => _identity.Unlock(Caller.Required, at));

    public Task<IdentityDescription> RollBack(CancellationToken cancellationToken) => InTurn(() => _identity.RollBack(Caller.Required));

    public Task<bool> WishReenrolment(ReenrolmentCause reason, CancellationToken cancellationToken) => InTurn(() => _identity.Wish(reason, Caller.Required));

    public Task<bool> WithdrawReenrolment(CancellationToken cancellationToken) => InTurn(() => _identity.Withdraw(Caller.Required));

    public Task<IdentityDescription?> Describe(CancellationToken cancellationToken) => Task.FromResult(_identity.Describe());

    public Task<Presence> Presence(CancellationToken cancellationToken) => _identity.Presence();

    public Task<bool> Erase(CancellationToken cancellationToken) => InTurn(() => _identity.Erase(Caller.Required));

    public Task<bool> Rekey(int masterKeyVersion, CancellationToken cancellationToken) => InTurn(() => _identity.Rekey(masterKeyVersion, cancellationToken));

    void IActivation.End() => DeactivateOnIdle();

    void IActivation.Stay(TimeSpan time) => DelayDeactivation(time);

    private async Task<EnrolmentStatus> Begin(EnrolmentRequest request, TimeSpan patience, CancellationToken cancellationToken)
    {
        var status = await InTurn(() => _identity.Enrol(request, Caller.Required), begun => begun.State == EnrolmentState.Running);
        return status.State == EnrolmentState.Running && patience > TimeSpan.Zero
            ? await _identity.Await(request.Operation, patience, cancellationToken) ?? status
            : status;
    }

    private async Task<T> InTurn<T>(Func<Task<T>> change, Func<T, bool>? goesOn = null)
    {
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            return await _changes.Make(change, goesOn);
        }
        finally
        {
            _turn.Release();
        }
    }
}
