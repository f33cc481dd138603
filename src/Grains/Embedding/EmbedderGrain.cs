using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Models;
using Orleans.Concurrency;

namespace Mote.Grains.Embedding;

/// <summary>
/// The address of a silo's embedders, of whom the realm that asks has one. Activations come and go and own nothing; reentrant, so that it is the pool that
/// bounds how many photos wait, and not the mailbox.
/// </summary>
[StatelessWorker(1, false), Reentrant]
internal sealed class EmbedderGrain(EmbedderPool pool, RealmModels models) : Grain, IEmbedderGrain
{
    public Task<EmbeddedFace> Embed(byte[] photo, CancellationToken cancellationToken) => pool.Embed(models.Of(Caller.Required.Realm), photo, cancellationToken);
}
