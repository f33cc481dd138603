using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Orleans.Concurrency;

namespace Mote.Grains.Contracts.Embedding;

/// <summary>
/// The stateless pool that turns photos into embeddings on the caller's own silo. Its concurrency and its queue are
/// bounded: when full it answers <c>overloaded</c> at once. Refusals are <see cref="MoteException"/>.
/// </summary>
[Alias("Mote.Embedder"), Internal]
public interface IEmbedderGrain : IGrainWithIntegerKey
{
    /// <summary>Finds the one face, aligns it and embeds it.</summary>
    /// <param name="photo">A JPEG, PNG or WebP file.</param>
    /// <param name="cancellationToken">Gives the place in the queue back.</param>
    [Alias("Embed")]
    Task<EmbeddedFace> Embed([Immutable] byte[] photo, CancellationToken cancellationToken);
}
