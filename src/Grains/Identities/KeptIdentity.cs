using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Identities.Ports;
using Mote.Grains.Lockouts;
using Mote.Grains.Stored;
using Mote.Protocol;
using Mote.Recognition.Protection.Keys;

namespace Mote.Grains.Identities;

/// <summary>
/// The identity as the store last acknowledged it, and the one way to change it: one write after another, each known to the
/// manifest before it is made, and alone known after. For one activation; not thread-safe beyond its scheduler.
/// </summary>
/// <param name="key">Whose it is.</param>
/// <param name="services">What identities share.</param>
/// <param name="ports">The store and the manifest.</param>
/// <param name="lockout">The lockout that whatever is written takes along; null for none.</param>
/// <param name="log">Told what the store did not take.</param>
internal sealed partial class KeptIdentity(IdentityKey key, IdentityServices services, IdentityPorts ports, Func<PersonLockout?> lockout, ILogger log) : IDisposable
{
    private readonly AcknowledgedState<EnrolledIdentity> _stored = new(ports.Record, (enrolled, failure) =>
    {
        LogStoreFailed(log, new LoggedPerson(key.Realm, enrolled?.Person), failure);
        ports.Activation.End();
    });

    // Decisions write, too, and they interleave with everything.
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>Completes once the manifest was told which record was found; never fails.</summary>
    public Task Found { get; private set; } = Task.CompletedTask;

    /// <summary>Whether there is a record, readable or not.</summary>
    public bool Exists => _stored.Exists;

    /// <summary>Whether it is being erased.</summary>
    public bool IsErasing { get; private set; }

    /// <summary>Who is enrolled; null for nobody, or where the record cannot be opened.</summary>
    public EnrolledIdentity? Readable => _stored.Readable;

    /// <summary>What stands for the person in the log.</summary>
    public LoggedPerson Logged => new(key.Realm, Readable?.Person);

    /// <summary>Who is enrolled; null for nobody.</summary>
    /// <exception cref="MoteException">The record was refused.</exception>
    public EnrolledIdentity? Current => _stored.Current;

    /// <summary>Who is enrolled.</summary>
    /// <exception cref="MoteException">Nobody is, or the record was refused.</exception>
    public EnrolledIdentity Required => _stored.Current ?? throw NotEnrolled();

    /// <summary>What is known of somebody, with the rate that decides where nobody asks for a stricter one.</summary>
    public IdentityDescription Describe(EnrolledIdentity enrolled) =>
        enrolled.Description with { TargetFalseMatchRate = services.Rates.OfPerson(key.Realm, enrolled.Template.Calibration) };

    /// <summary>The refusal where nobody is enrolled.</summary>
    public static MoteException NotEnrolled() => new(ProblemCode.NotEnrolled, "Nobody of that name is enrolled here: enrol first.");

    /// <summary>Opens what was read from the store.</summary>
    public async Task Load(CancellationToken cancellationToken)
    {
        await _stored.Load(stored => services.Seal.Open(key, stored, ports.Manifest, cancellationToken));
        // Not awaited: the manifest may be waiting for this activation to say whether it is enrolled.
        if (_stored.Readable is { IsSettled: false, IsLatest: true } landed)
            Found = Settle(() => ports.Manifest.Settle(landed.Line));
    }

    /// <summary>
    /// The master key that what is written next is protected under. All model-templates of a record lie under one, so where one
    /// of before stays in it, that is theirs, until a rotation brings them under the current one together.
    /// </summary>
    /// <param name="before">What is enrolled; null for nobody.</param>
    /// <param name="keepsOne">Whether a model-template of it stays in the record.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">The keys cannot be reached.</exception>
    public Task<MasterKey> KeyOfNext(EnrolledIdentity? before, bool keepsOne, CancellationToken cancellationToken) => before is not null && keepsOne
        ? services.Keys.Of(key.Realm, before.Line.MasterKeyVersion, cancellationToken)
        : services.Keys.Current(key.Realm, cancellationToken);

    /// <summary>Stores an identity in the place of what is enrolled.</summary>
    /// <param name="next">What is stored, the lockout aside, by what is enrolled at that moment, for a decision may have changed it; null for nothing.</param>
    /// <param name="master">The master key that its model-templates are protected under.</param>
    /// <returns>What is enrolled then; null where nothing was to be stored.</returns>
    /// <exception cref="MoteException">The store did not take it (<see cref="ProblemCode.StorageUnavailable"/>).</exception>
    public async Task<EnrolledIdentity?> Write(Func<EnrolledIdentity?, IdentityDraft?> next, MasterKey master)
    {
        await _writing.WaitAsync();
        try
        {
            return next(_stored.Current) is { } draft ? await WriteAlone(draft, master) : null;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Changes what is enrolled at that moment, under the key that its model-templates are protected under. Decisions may do so between the steps of anything.</summary>
    /// <param name="change">What is to be stored; null for nothing.</param>
    /// <returns>What is enrolled then; null where nobody is, or not for long, or nothing was to be stored.</returns>
    /// <exception cref="MoteException">The store did not take it (<see cref="ProblemCode.StorageUnavailable"/>).</exception>
    public async Task<EnrolledIdentity?> Rewrite(Func<EnrolledIdentity, MasterKey, IdentityDraft?> change)
    {
        await _writing.WaitAsync();
        try
        {
            if (IsErasing || _stored.Current is not { } current)
                return null;
            using var master = await services.Keys.Of(key.Realm, current.Line.MasterKeyVersion, CancellationToken.None);
            return change(current, master) is { } next ? await WriteAlone(next, master) : null;
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Stores once more what is enrolled, with the lockout as it stands.</summary>
    /// <param name="note">What the audit trail is to say of it; null for nothing.</param>
    /// <exception cref="MoteException">The store did not take it (<see cref="ProblemCode.StorageUnavailable"/>).</exception>
    public Task WriteAgain(ChangeNote? note) => Rewrite((current, _) => current.Draft() with { Note = note });

    /// <summary>Removes the record, and its key from the manifest. Past this point a caller who gave up must not leave the erasure half done.</summary>
    /// <param name="operations">The operations that the record remembers.</param>
    /// <param name="note">What the audit trail is to say of it.</param>
    /// <param name="forget">Forgets what else is in memory, as soon as the record is gone.</param>
    /// <exception cref="MoteException">The store did not do it (<see cref="ProblemCode.StorageUnavailable"/>).</exception>
    public async Task Erase(Guid[] operations, ChangeNote note, Action forget)
    {
        IsErasing = true;
        try
        {
            await Found;
            await _writing.WaitAsync(CancellationToken.None);
            try
            {
                await ports.Manifest.IntendErasure(operations, note.Entry(_stored.Readable?.Person, null));
                await _stored.Clear();
            }
            finally
            {
                _writing.Release();
            }

            forget();
        }
        finally
        {
            IsErasing = false;
        }

        await Settle(ports.Manifest.Strike);
    }

    public void Dispose() => _writing.Dispose();

    private async Task<EnrolledIdentity> WriteAlone(IdentityDraft next, MasterKey master)
    {
        var (stored, successor) = IdentitySeal.Seal(key, _stored.Current, next with { State = next.State with { Lockout = lockout() } }, master);
        await Found;
        await ports.Manifest.Intend(successor.Line, next.Note?.Entry(successor.Person, successor.State.Active.Version), _stored.Current is null ? next.State.Operations.Last[^1].Id : null);
        await _stored.Replace(stored, successor);
        await Settle(() => ports.Manifest.Settle(successor.Line));
        return successor;
    }

    /// <summary>Settles the manifest's intent; one left behind by a failure is settled when the manifest is next asked.</summary>
    private async Task Settle(Func<Task> settlement)
    {
        try
        {
            await settlement();
        }
        catch (Exception failure)
        {
            LogUnsettled(log, Logged, failure);
        }
    }

    [LoggerMessage(4, LogLevel.Error, "The record of {Person} was not taken by the store, or cannot be opened")]
    private static partial void LogStoreFailed(ILogger log, LoggedPerson person, Exception failure);

    [LoggerMessage(5, LogLevel.Warning, "The roster's entry of {Person} stays an intent until it is next asked")]
    private static partial void LogUnsettled(ILogger log, LoggedPerson person, Exception failure);
}
