using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Keys;
using Mote.Grains.Roster;
using Mote.Grains.Stored;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Orleans.Metadata;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace Mote.Grains.Tests.Roster;

/// <summary>What a store holds of a manifest, past the grains: to be looked at, kept and put back, as whoever may write there can.</summary>
internal sealed class StoredManifest(IGrainStorage storage, IServiceProvider services)
{
    private readonly ManifestStore _store = new(
        storage,
        new StateSeal(services.GetRequiredService<MasterKeys>(), services.GetRequiredService<Serializer>()),
        services.GetRequiredService<GrainTypeResolver>());

    public ManifestStore Store => _store;

    public static ShardKey ShardOf(IdentityKey key) => ShardKey.Parse(RosterShard.KeyOf(key));

    public async Task<ManifestHead?> Head(ShardKey shard) => (await _store.Read(ManifestStore.HeadOf(shard), CancellationToken.None)).Value;

    public async Task<StoredState<ManifestRow>> Row(IdentityKey key) => await _store.Read(await PlaceOf(key), CancellationToken.None);

    public async Task<RecordName> RowName(IdentityKey key) => (await PlaceOf(key)).Name;

    /// <summary>Brings a shard of one person, or of none, into the form of one record, as it was before there were rows.</summary>
    public async Task MakeFormer(IdentityKey key, ManifestLine[] lines, MasterKey master)
    {
        var shard = ShardOf(key);
        if (lines is not [])
            await Put(await RowName(key), null);
        await Put(ManifestStore.HeadOf(shard).Name, null);
        await Put(ManifestStore.NamesOf(shard, 0).Name, null);
        var entries = new Dictionary<string, RosterEntry> { [key.Subject] = new RosterEntry(lines, IsSettled: true) };
        await _store.Write(ManifestStore.FormerOf(shard), new RosterState { Entries = entries }, master);
    }

    /// <summary>What lies in a place; null for nothing.</summary>
    public async Task<SealedState?> Get(RecordName name)
    {
        var found = await Found(name);
        return found.RecordExists ? found.State : null;
    }

    /// <summary>Puts something, or nothing, in a place.</summary>
    public async Task Put(RecordName name, SealedState? record)
    {
        var found = await Found(name);
        if (record is not null)
        {
            found.State = record;
            await storage.WriteStateAsync(name.State, _store.IdOf(name), found);
        }
        else if (found.RecordExists)
        {
            await storage.ClearStateAsync(name.State, _store.IdOf(name), found);
        }
    }

    private async Task<GrainState<SealedState>> Found(RecordName name)
    {
        var found = new GrainState<SealedState>(new SealedState());
        await storage.ReadStateAsync(name.State, _store.IdOf(name), found);
        return found;
    }

    private async Task<StoredState<ManifestRow>> PlaceOf(IdentityKey key)
    {
        var shard = ShardOf(key);
        return ManifestStore.RowOf(shard, new ManifestSecret((await Head(shard))!.Secret).AddressOf(key.Subject));
    }
}
