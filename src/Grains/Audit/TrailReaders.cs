using Mote.Grains.Contracts.Audit;
using Mote.Protocol;

namespace Mote.Grains.Audit;

/// <summary>Readers of all chains of a realm, each from its newest entry. Thread-safe.</summary>
internal sealed class TrailReaders(IGrainFactory grains, AuditStore store, AuditWriter own)
{
    /// <summary>A reader for each chain that was written to.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="except">Whose chain is left out; null for nobody's.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public async Task<ChainReader[]> Of(string realm, string? except, CancellationToken cancellationToken)
    {
        var chains = await grains.GetGrain<IAuditRealmGrain>(realm).Chains(cancellationToken);
        var names = chains.Select(chain => chain.Writer is "" ? own.Name : chain.Writer).Where(name => name != except).ToArray();
        var written = await Task.WhenAll(names.Select(name => grains.GetGrain<IAuditWriterGrain>(new AuditWriterKey(realm, name).ToString()).Written(cancellationToken)));
        return [.. names.Zip(written).Where(pair => pair.Second is not null).Select(pair => new ChainReader(store, realm, pair.First, pair.Second!))];
    }

    /// <summary>What became of a head that was noted elsewhere. Reads no more of its chain than where its entry is.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="note">The head.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public async Task<AuditNoteCheck> Find(string realm, AuditNote note, CancellationToken cancellationToken)
    {
        var writer = note.Writer ?? own.Name;
        if (await grains.GetGrain<IAuditWriterGrain>(new AuditWriterKey(realm, writer).ToString()).Written(cancellationToken) is not { } written)
            return note.AgainstNothing();
        Dictionary<long, byte[]> hashes = [];
        if (note.Sequence > written.Tail.Dropped && note.Sequence <= written.Tail.Last)
        {
            var reader = new ChainReader(store, realm, writer, written);
            reader.GoBehind(note.Sequence + 1);
            if (await reader.Peek(cancellationToken) is { } entry)
                hashes[entry.Sequence] = entry.Hash;
        }

        return note.Against(written.Tail, hashes);
    }
}
