using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Identities.Ports;
using Mote.Protocol;

namespace Mote.Grains.Mailbox;

/// <summary>The manifest's entry of one subject, in the shard that holds it. Its changes are never given up half way.</summary>
internal sealed class RosterManifest(IGrainFactory grains, IdentityKey key) : ISubjectManifest
{
    private readonly IRosterGrain _shard = grains.GetGrain<IRosterGrain>(RosterShard.KeyOf(key));

    public Task<ManifestLine[]> Lines(CancellationToken cancellationToken) => Told(() => _shard.Lines(key.Subject, cancellationToken));

    public Task Intend(ManifestLine line, AuditEvent? entry, Guid? enrols) => Told(() => _shard.Intend(key.Subject, line, entry, enrols, CancellationToken.None));

    public Task Settle(ManifestLine line) => _shard.Settle(key.Subject, line, CancellationToken.None);

    public Task IntendErasure(Guid[] operations, AuditEvent entry) => Told(() => _shard.IntendErasure(key.Subject, operations, entry, CancellationToken.None));

    public Task Strike() => _shard.Strike(key.Subject, CancellationToken.None);

    public Task CountRefusal(string code) => _shard.CountRefusal(code, CancellationToken.None);

    private static Task<bool> Told(Func<Task> ask) => Told(async () =>
    {
        await ask();
        return true;
    });

    /// <summary>Asks, and says in a caller's words what came in the way: the shard's silo died or is cut off, or its store cannot be read.</summary>
    private static async Task<T> Told<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (failure is not (MoteException or OperationCanceledException))
        {
            throw failure is TimeoutException or OrleansMessageRejectionException or SiloUnavailableException
                ? new MoteException(ProblemCode.Overloaded, "Another silo of the service did not answer in time: ask what is enrolled before you try again.")
                : new MoteException(ProblemCode.StorageUnavailable, "The store does not say who is enrolled, or did not take a change of that: ask what is enrolled before you try again.");
        }
    }
}
