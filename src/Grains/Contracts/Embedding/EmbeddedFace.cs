namespace Mote.Grains.Contracts.Embedding;

/// <summary>An embedding on its way from the pool to the grain that asked for it; kept nowhere.</summary>
/// <param name="Embedding">d values as the embedder gives them.</param>
/// <param name="EmbedderHash">SHA-256 of the embedder, hexadecimal.</param>
[GenerateSerializer, Immutable, Alias("Mote.EmbeddedFace")]
public sealed record EmbeddedFace(
    [property: Id(0)] float[] Embedding,
    [property: Id(1)] string EmbedderHash)
{
    /// <summary>Says how long the embedding is and nothing of what is in it.</summary>
    public override string ToString() => $"embedding of {Embedding.Length} values";
}
