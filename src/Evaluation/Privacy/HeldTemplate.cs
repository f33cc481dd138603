using Mote.Recognition.Networks;

namespace Mote.Evaluation.Privacy;

/// <summary>
/// The network of one person, in the coordinates in which an attacker holds it. A plain vector template is one unit without
/// an offset, whose margins are cosines. Immutable and thread-safe.
/// </summary>
public sealed class HeldTemplate
{
    private readonly Func<float[], float[]>? _inputs;

    /// <summary>Takes a network as it is held.</summary>
    /// <param name="network">The network.</param>
    /// <param name="embeddingColumns">The first columns of the first layer, which an embedding meets.</param>
    /// <param name="inputs">
    /// All inputs of the network for an embedding, the embedding first; null where there are no others. What follows it,
    /// scalars that the cohort tells of a probe, is taken as constant by gradients.
    /// </param>
    /// <exception cref="ArgumentException">There are further columns, and nothing says what enters them.</exception>
    public HeldTemplate(Network network, int embeddingColumns, Func<float[], float[]>? inputs = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(embeddingColumns, 1);
        var columns = network.Layers[0].Inputs;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(embeddingColumns, columns);
        if (inputs is null && embeddingColumns != columns)
            throw new ArgumentException($"The network takes {columns} values and an embedding has {embeddingColumns}: say what the others are.", nameof(inputs));

        Network = network;
        EmbeddingColumns = embeddingColumns;
        _inputs = inputs;
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>Values an embedding.</summary>
    public int EmbeddingColumns { get; }

    /// <summary>What the network says to an embedding, <see cref="Network.Margin"/>.</summary>
    /// <param name="embedding">d values, L2-normalised, in the coordinates of the network.</param>
    public float Margin(float[] embedding) => Network.Margin(Inputs(embedding));

    internal float[] Inputs(float[] embedding) => _inputs is null ? embedding : _inputs(embedding);
}
