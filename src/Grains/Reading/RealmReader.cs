using System.Runtime.CompilerServices;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Identities;
using Mote.Grains.Keys;
using Mote.Grains.Mailbox;
using Mote.Grains.Roster;
using Mote.Grains.Stored;
using Mote.Protocol;
using Mote.Recognition.Templates;
using Orleans.Metadata;
using Orleans.Serialization;
using Orleans.Storage;

namespace Mote.Grains.Reading;

/// <summary>
/// Reads a realm from its store, without a cluster and without a change, for audits of what is stored. A silo may run
/// meanwhile; what it changes between two reads counts as refused. Thread-safe.
/// </summary>
/// <param name="storage">The store of grain state.</param>
/// <param name="keys">The realm's master keys, which open the records' seals.</param>
/// <param name="serializer">Reads what is in them.</param>
/// <param name="types">Names the grains.</param>
public sealed class RealmReader(IGrainStorage storage, KeptMasterKeys keys, Serializer serializer, GrainTypeResolver types)
{
    private readonly MasterKeys _keys = new(keys, isOwners: true);
    private readonly StateSeal _seal = new(new MasterKeys(keys, isOwners: true), serializer);
    private readonly ManifestStore _manifest = new(storage, new StateSeal(new MasterKeys(keys, isOwners: true), serializer), types);

    /// <summary>Everybody whom the roster of a realm lists.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">The roster cannot be opened; without it no record is known to be the latest.</exception>
    public async Task<StoredRealm> Read(string realm, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        List<StoredIdentity> identities = [];
        Dictionary<string, int> refused = new(StringComparer.Ordinal);
        List<(string Subject, ManifestLine[] Lines)> entries = [];
        await foreach (var shard in Shards(realm, cancellationToken))
            entries.AddRange(await shard.Everybody(cancellationToken).ToListAsync(cancellationToken));
        var done = 0;
        foreach (var (subject, lines) in entries.OrderBy(entry => entry.Subject, StringComparer.Ordinal))
        {
            try
            {
                if (await Identity(new IdentityKey(realm, subject), lines, cancellationToken) is { } identity)
                    identities.Add(identity);
            }
            catch (MoteException refusal)
            {
                refused[refusal.Code] = refused.GetValueOrDefault(refusal.Code) + 1;
            }

            progress?.Report((double)++done / entries.Count);
        }

        return new StoredRealm(identities, refused);
    }

    /// <summary>Opens what every change of a realm writes to, its roster and the head of its trail, and reads nobody's record.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>How many records there are.</returns>
    /// <exception cref="MoteException">One does not open under these master keys; the code says by which rule.</exception>
    public async Task<int> Prove(string realm, CancellationToken cancellationToken)
    {
        var shards = await Shards(realm, cancellationToken).CountAsync(cancellationToken);
        var head = await new AuditStore(storage, _seal).Read(AuditStore.HeadOf(realm), cancellationToken);
        return shards + (head.Value is null ? 0 : 1);
    }

    private async IAsyncEnumerable<ManifestShard> Shards(string realm, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Nobody is asked and nothing written: whoever may have a record is read.
        var around = new ShardSurroundings((_, _) => Task.FromResult(Presence.Changing), _ => { }, _ => { }, (_, _) => Task.CompletedTask, _ => { });
        for (var number = 0; number < RosterShard.Count; number++)
        {
            using var shard = await ManifestShard.Load(_manifest, _keys, new ShardKey(realm, number), around, TimeProvider.System, cancellationToken);
            if (shard.Exists)
                yield return shard;
        }
    }

    private async Task<StoredIdentity?> Identity(IdentityKey key, ManifestLine[] lines, CancellationToken cancellationToken)
    {
        // An enrolment that was intended and never written has an entry and no record.
        if (await Record<IdentityGrain>(StoredRecords.Identity, key.ToString(), cancellationToken) is not { } stored)
            return null;
        var opened = await IdentitySeal.Read(_seal, key, stored, record => Task.FromResult(Manifest.LineOf(record, lines).WrappedKey), cancellationToken);
        return new StoredIdentity(key.Subject, opened.State.Active.Version, opened.State.Active.Protected);
    }

    private async Task<SealedState?> Record<TGrain>(string stateName, string key, CancellationToken cancellationToken)
        where TGrain : IGrain
    {
        cancellationToken.ThrowIfCancellationRequested();
        var state = new GrainState<SealedState>();
        await storage.ReadStateAsync(stateName, GrainId.Create(types.GetGrainType(typeof(TGrain)), key), state);
        return state.RecordExists ? state.State : null;
    }
}
