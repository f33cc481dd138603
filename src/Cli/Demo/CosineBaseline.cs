using System.Numerics.Tensors;
using Mote.Cli.Photos;
using Mote.Recognition.Vectors;

namespace Mote.Cli.Demo;

/// <summary>
/// What a plain vector template would have done: cosine similarity on the same embeddings, with one threshold set on the
/// same calibration photos for the same target rate.
/// </summary>
internal static class CosineBaseline
{
    /// <summary>The decision of every comparison of directions; null where a photo was refused.</summary>
    public static bool?[] Decide(
        IReadOnlyList<Comparison> comparisons, IReadOnlyDictionary<LabelledPhoto, float[]> directions, IReadOnlyCollection<LabelledPhoto> references, EmbeddingSet calibration, double target)
    {
        var threshold = Threshold(references.Where(directions.ContainsKey).Select(reference => directions[reference]), calibration, target);
        return [.. comparisons.Select(comparison =>
            directions.TryGetValue(comparison.Reference, out var reference) && directions.TryGetValue(comparison.Probe, out var probe)
                ? TensorPrimitives.Dot(reference, probe) >= threshold
                : (bool?)null)];
    }

    /// <summary>The smallest threshold at which no more than the target share of non-mated calibration comparisons is accepted.</summary>
    public static float Threshold(IEnumerable<float[]> references, EmbeddingSet calibration, double target)
    {
        var cosines = references
            .SelectMany(reference => Enumerable.Range(0, calibration.Count).Select(row => TensorPrimitives.Dot(reference, calibration[row])))
            .OrderDescending()
            .ToArray();
        // Just above the first cosine that must be rejected; ties with it are rejected too.
        return MathF.BitIncrement(cosines[(int)Math.Floor(target * cosines.Length)]);
    }
}
