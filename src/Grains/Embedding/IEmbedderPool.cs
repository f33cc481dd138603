using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Models;

namespace Mote.Grains.Embedding;

/// <summary>
/// The stateless pool that turns photos into embeddings, one a silo, beside the grains that ask it. Its concurrency and its queue are bounded:
/// when full it answers <c>overloaded</c> at once. Thread-safe.
/// </summary>
public interface IEmbedderPool
{
    /// <summary>Finds the one face of a photo, aligns it and embeds it.</summary>
    /// <param name="models">What reads it.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="cancellationToken">Gives the place in the queue back.</param>
    /// <exception cref="MoteException">The photo was refused, or the queue is full.</exception>
    Task<EmbeddedFace> Embed(ModelSet models, byte[] photo, CancellationToken cancellationToken);
}
