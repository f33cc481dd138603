using System.Collections.Concurrent;
using System.IO.Hashing;
using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Embedding;
using Mote.Grains.Models;

namespace Mote.Clusters;

/// <summary>Reads each photo once and gives that reading from then on, so that what is left of a verification is all but its reading.</summary>
internal sealed class GivenReadings(EmbedderPool pool) : IEmbedderPool
{
    private readonly ConcurrentDictionary<ulong, EmbeddedFace> _readings = new();

    public async Task<EmbeddedFace> Embed(ModelSet models, byte[] photo, CancellationToken cancellationToken)
    {
        var hash = XxHash3.HashToUInt64(photo);
        return _readings.TryGetValue(hash, out var known) ? known : _readings[hash] = await pool.Embed(models, photo, cancellationToken);
    }
}
