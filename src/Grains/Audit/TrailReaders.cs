using Mote.Abstractions.Audit;

namespace Mote.Grains.Audit;

/// <summary>Readers of all chains of a realm, each from its newest entry. Thread-safe.</summary>
internal sealed class TrailReaders(IGrainFactory grains, AuditStore store, AuditWriter own)
{
    /// <summary>A reader for each chain that was written to.</summary>
    public async Task<ChainReader[]> Of(string realm, CancellationToken cancellationToken)
    {
        var chains = await grains.GetGrain<IAuditRealmGrain>(realm).Chains(cancellationToken);
        var names = chains.Select(chain => chain.Writer is "" ? own.Name : chain.Writer).ToArray();
        var written = await Task.WhenAll(names.Select(name => grains.GetGrain<IAuditWriterGrain>(new AuditWriterKey(realm, name).ToString()).Written(cancellationToken)));
        return [.. names.Zip(written).Where(pair => pair.Second is not null).Select(pair => new ChainReader(store, realm, pair.First, pair.Second!))];
    }
}
