using Mote.Recognition.Templates;

namespace Mote.Recognition.Exclusion;

/// <summary>Teaches one person's model-template that somebody else is not this person. Thread-safe.</summary>
public interface INetworkExclusion
{
    /// <summary>
    /// Makes a model-template that rejects the wrong face and synthetic further photos of it, and changes as little else
    /// as it can. The face itself is nowhere in the result's keeping: neither stored nor held on to.
    /// </summary>
    /// <param name="template">The model-template that accepts the wrong face, under whatever transform; the one that comes of it is under none.</param>
    /// <param name="wrongFace">The other person's embedding, d values; not kept.</param>
    /// <param name="seed">The draws of the samples.</param>
    /// <param name="cancellationToken">Stops between two trials.</param>
    /// <exception cref="ExclusionException">There is nothing to exclude, or it cannot be done.</exception>
    ExclusionOutcome Exclude(ModelTemplate template, ReadOnlyMemory<float> wrongFace, ulong seed, CancellationToken cancellationToken);
}
