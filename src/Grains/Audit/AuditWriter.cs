using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Audit;

namespace Mote.Grains.Audit;

/// <summary>The chains that this silo writes, one a realm. Thread-safe.</summary>
public sealed class AuditWriter(IGrainFactory grains, IOptions<AuditOptions> options)
{
    /// <summary>What this silo is called in trails; the same after every restart.</summary>
    public string Name => options.Value.Writer;

    /// <summary>Its chain in a realm.</summary>
    public IAuditGrain In(string realm) => grains.GetGrain<IAuditGrain>(new AuditWriterKey(realm, Name).ToString());

    /// <summary>The same, as the grains know it among themselves.</summary>
    internal IAuditWriterGrain Chain(string realm) => grains.GetGrain<IAuditWriterGrain>(new AuditWriterKey(realm, Name).ToString());
}
