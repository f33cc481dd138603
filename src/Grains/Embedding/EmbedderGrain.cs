using Mote.Grains.Contracts.Embedding;
using Orleans.Concurrency;

namespace Mote.Grains.Embedding;

/// <summary>
/// The address of a silo's embedder. Activations come and go and own nothing; reentrant, so that it is the pool that
/// bounds how many photos wait, and not the mailbox.
/// </summary>
[StatelessWorker(1, false), Reentrant]
internal sealed class EmbedderGrain(EmbedderPool pool) : Grain, IEmbedderGrain
{
    public Task<EmbeddedFace> Embed(byte[] photo, CancellationToken cancellationToken) => pool.Embed(photo, cancellationToken);
}
