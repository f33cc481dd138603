using System.Numerics.Tensors;
using Mote.Recognition.Spaces;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Training;

/// <summary>
/// The cohort photos that each of several subjects could be mistaken for, found in one product of everybody's references
/// with the cohort: by the cosine with the nearest reference less the photo's demand, which is the margin that
/// training starts from.
/// </summary>
internal static class NearestPeople
{
    // Products beyond this many vectors would not stay in the nearer caches.
    private const int AtOnce = 32;

    /// <summary>Finds them.</summary>
    /// <param name="space">Where the cohort lies.</param>
    /// <param name="subjects">The directions of each subject's references, rows of d values; nobody is found for a subject without any.</param>
    /// <param name="count">How many photos; all if there are fewer.</param>
    /// <returns>For each subject rows of the cohort, the nearest first.</returns>
    public static int[][] Of(FaceSpace space, IReadOnlyList<float[]> subjects, int count)
    {
        var people = space.Packed;
        int[] owners = [.. subjects.SelectMany((references, subject) => Enumerable.Repeat(subject, references.Length / space.Dimension))];
        using var likeness = new PersonalBuffer(subjects.Count * people.Count);
        using var vectors = new PersonalBuffer(owners.Length * space.PlacedLength);
        using var products = new PersonalBuffer(Math.Min(AtOnce, owners.Length) * people.Stride);
        Look(space, subjects, vectors.Values);
        likeness.Values.Fill(float.NegativeInfinity);
        for (var first = 0; first < owners.Length; first += AtOnce)
        {
            var together = Math.Min(AtOnce, owners.Length - first);
            people.Times(vectors.Values.Slice(first * space.PlacedLength, together * space.PlacedLength), products.Values[..(together * people.Stride)]);
            for (var i = 0; i < together; i++)
            {
                var nearest = likeness.Values.Slice(owners[first + i] * people.Count, people.Count);
                TensorPrimitives.Max(nearest, products.Values.Slice(i * people.Stride, people.Count), nearest);
            }
        }

        var found = new int[subjects.Count][];
        for (var subject = 0; subject < found.Length; subject++)
            found[subject] = subjects[subject].Length == 0 ? [] : LargestValues.Places(likeness.Values.Slice(subject * people.Count, people.Count), Math.Min(count, people.Count));
        return found;
    }

    /// <summary>Directions with the weight behind them that subtracts a demand.</summary>
    private static void Look(FaceSpace space, IReadOnlyList<float[]> subjects, Span<float> vectors)
    {
        foreach (var references in subjects)
        {
            for (var from = 0; from < references.Length; from += space.Dimension)
            {
                references.AsSpan(from, space.Dimension).CopyTo(vectors);
                vectors[space.Dimension] = -1 / space.DemandScale;
                vectors = vectors[space.PlacedLength..];
            }
        }
    }
}
