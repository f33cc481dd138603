using Mote.Recognition.Vectors;

namespace Mote.Recognition.Density;

/// <summary>How photos of one person differ from one another, directions of length 1 taken from each other.</summary>
/// <param name="Values">One photo minus another, a row a pair.</param>
/// <param name="Lengths">The length of the first photo's embedding, one a row: a poor photo differs more.</param>
public sealed record PhotoDifferences(EmbeddingSet Values, IReadOnlyList<float> Lengths);
