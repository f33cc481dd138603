using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;

namespace Mote.Grains.Audit;

/// <summary>The chains that this silo writes, one a realm. Thread-safe.</summary>
public sealed class AuditWriter(IGrainFactory grains, IOptions<AuditOptions> options)
{
    private readonly ConcurrentDictionary<string, WaitingEvents> _here = new(StringComparer.Ordinal);

    /// <summary>What this silo is called in trails; the same after every restart.</summary>
    public string Name => options.Value.Writer;

    /// <summary>Its chain in a realm.</summary>
    public IAuditGrain In(string realm) => grains.GetGrain<IAuditGrain>(new AuditWriterKey(realm, Name).ToString());

    /// <summary>The same, as the grains know it among themselves.</summary>
    internal IAuditWriterGrain Chain(string realm) => grains.GetGrain<IAuditWriterGrain>(new AuditWriterKey(realm, Name).ToString());

    /// <summary>Appends to its chain in a realm, as <see cref="IAuditGrain.Append"/> does; where the chain's grain is here, without asking it.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="happened">What happened.</param>
    /// <exception cref="MoteException">As of <see cref="IAuditGrain.Append"/>.</exception>
    public Task Append(string realm, AuditEvent happened) =>
        _here.GetValueOrDefault(realm)?.Add(happened) ?? In(realm).Append(happened, CancellationToken.None);

    /// <summary>A chain's grain is here now, and writes what is added to that.</summary>
    internal void Began(AuditWriterKey chain, WaitingEvents waiting)
    {
        if (chain.Writer == Name)
            _here[chain.Realm] = waiting;
    }

    /// <summary>It is here no longer.</summary>
    internal void Ended(AuditWriterKey chain, WaitingEvents waiting) => _here.TryRemove(KeyValuePair.Create(chain.Realm, waiting));
}
