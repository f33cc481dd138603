using Mote.Recognition.Protection.Keys;

namespace Mote.Grains.Roster;

/// <summary>Walks all that a shard has stored but its head, and seals it under another master key: lists of names, rows, tombstones. Begun anew it reads again what it has done, and writes it not again.</summary>
internal sealed class ShardRekeying(ManifestStore store, ShardKey shard, ShardHead head, ManifestSecret secret, NameIndex names)
{
    private int _version;
    private bool _arePagesDone;
    private string? _after;
    private bool _areRowsDone;
    private long _tombstone;

    /// <summary>Goes on for some states.</summary>
    /// <param name="master">The master key.</param>
    /// <param name="most">At most about so many.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <returns>Whether it is through.</returns>
    public async Task<bool> Some(MasterKey master, int most, CancellationToken cancellationToken)
    {
        if (_version != master.Version)
            (_version, _arePagesDone, _after, _areRowsDone, _tombstone) = (master.Version, false, null, false, 0);
        if (!_arePagesDone)
        {
            await names.Rekey(null, master, cancellationToken);
            foreach (var page in (await names.Pages(cancellationToken)).ToArray())
                await names.Rekey(page, master, cancellationToken);
            _arePagesDone = true;
        }

        while (!_areRowsDone)
        {
            var some = await names.After(_after, cancellationToken).Take(most).Select(name => name.Name).ToArrayAsync(cancellationToken);
            await Rows([.. some.Select(secret.AddressOf)], master, cancellationToken);
            _areRowsDone = some.Length < most;
            _after = some.LastOrDefault() ?? _after;
            if (!_areRowsDone)
                return false;
        }

        for (; _tombstone < head.Current.Tombstones; _tombstone += TombstonePage.Capacity)
        {
            var page = await store.Read(ManifestStore.TombstonesOf(shard, TombstonePage.NumberOf(_tombstone)), cancellationToken);
            if (page.Value is null)
                continue;
            if (page.MasterKeyVersion < master.Version)
                await store.Write(page, page.Value, master);
            await Rows([.. page.Value.Rows.Where(address => address != Guid.Empty)], master, cancellationToken);
        }

        return true;
    }

    private async Task Rows(Guid[] addresses, MasterKey master, CancellationToken cancellationToken)
    {
        foreach (var some in addresses.Chunk(ShardBehind.AtOnce))
        {
            await Task.WhenAll(some.Select(async address =>
            {
                var row = await store.Read(ManifestStore.RowOf(shard, address), cancellationToken);
                if (row.Value is { } value && row.MasterKeyVersion < master.Version)
                    await store.Write(row, value, master);
            }));
        }
    }
}
