using Mote.Recognition.Networks;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Protection.Transform;

/// <summary>A network as it is stored, and the secret transform that its first layer is written in. Immutable and thread-safe.</summary>
internal sealed class KeyedNetwork
{
    /// <summary>Joins what belongs together.</summary>
    /// <param name="network">The network in turned coordinates.</param>
    /// <param name="transform">The transform; null where coordinates are not turned, as in evaluations.</param>
    /// <exception cref="ArgumentException">The transform is of another dimension.</exception>
    public KeyedNetwork(Network network, OrthogonalTransform? transform)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (transform is not null && transform.Dimension != network.Dimension)
            throw new ArgumentException($"The transform turns {transform.Dimension} values, the network takes {network.Dimension}.", nameof(transform));

        Network = network;
        Transform = transform;
    }

    public Network Network { get; }

    public OrthogonalTransform? Transform { get; }

    /// <summary>Turns a trained network, then quantises it: what is stored and what is calibrated.</summary>
    public static KeyedNetwork Store(Network trained, OrthogonalTransform? transform, WeightPrecision precision) =>
        new(Quantisation.Apply(transform is null ? trained : ChangeOfBasis.Into(trained, transform), precision), transform);

    /// <summary>
    /// The same network under another transform, in the form of its recipe again before it is quantised anew: its scores drift
    /// within a step, and nothing of it shows that it was stored before.
    /// </summary>
    public KeyedNetwork Rebase(OrthogonalTransform? transform, WeightPrecision precision) =>
        Store(Network.Form.Restore(Transform is null ? Network : ChangeOfBasis.OutOf(Network, Transform)), transform, precision);

    /// <summary><see cref="Network.Margin"/> of a face in coordinates that nothing has turned, without an allocation.</summary>
    public float Margin(ReadOnlySpan<float> input)
    {
        if (Transform is null || input.Length != Network.InputLength)
            return Network.Margin(input);

        Span<float> turned = stackalloc float[input.Length];
        Transform.Apply(input[..Transform.Dimension], turned[..Transform.Dimension]);
        input[Transform.Dimension..].CopyTo(turned[Transform.Dimension..]);
        return Network.Margin(turned);
    }

    /// <summary>
    /// <see cref="Margin"/> of every row but for rounding: turning a few units back costs less than turning every face.
    /// </summary>
    public void Margins(EmbeddingSet embeddings, Span<float> margins) =>
        (Transform is null ? Network : ChangeOfBasis.OutOf(Network, Transform)).Margins(embeddings, margins);
}
