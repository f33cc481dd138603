using MathNet.Numerics.Random;
using Mote.Vision.Alignment;

namespace Mote.Vision.Explanation;

/// <summary>
/// RISE (Petsiuk, Das and Saenko 2018, arXiv 1806.07421): the face behind many random masks, and each part's worth the mean
/// score of the masks that left it visible. Scores have their mean taken away first, so that parts which lower a score show
/// as such and half as many masks do; what is covered becomes the face's mean colour rather than black, which embedders take
/// for a feature.
/// </summary>
internal static class Occlusion
{
    /// <summary>Masks, each one run of the embedder.</summary>
    public const int Masks = 160;

    private const int Edge = AlignedFace.Edge;
    private const int Cells = 7;
    private const int Parts = 14;
    private const double Visible = 0.5;

    /// <summary>The heat map of a score.</summary>
    /// <param name="face">The face.</param>
    /// <param name="score">The score of pixels in the form of <see cref="AlignedFace.Pixels"/>.</param>
    /// <param name="cancellationToken">Stops between two masks.</param>
    public static HeatMap Of(AlignedFace face, Func<byte[], float> score, CancellationToken cancellationToken)
    {
        // The same masks for every face: a difference between two maps is one between the faces.
        var random = new Xoshiro256StarStar(1);
        var scores = new float[Masks];
        var masks = new float[Masks][];
        for (var i = 0; i < Masks; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var mask = Mask(random);
            scores[i] = score(Covered(face.Pixels, mask));
            masks[i] = InParts(mask);
        }

        var mean = scores.Average();
        var evidence = new float[Parts * Parts];
        for (var part = 0; part < evidence.Length; part++)
        {
            var visible = masks.Average(mask => mask[part]);
            for (var i = 0; i < Masks; i++)
                evidence[part] += (scores[i] - mean) * (masks[i][part] - visible);
        }

        return new HeatMap(Parts, Parts, evidence);
    }

    /// <summary>A coarse grid of covered and visible cells, shifted by less than a cell and blurred to the size of the face.</summary>
    private static float[] Mask(Random random)
    {
        var grid = new HeatMap(Cells + 1, Cells + 1, [.. Enumerable.Range(0, (Cells + 1) * (Cells + 1)).Select(_ => random.NextDouble() < Visible ? 1f : 0f)]);
        var (right, down) = (random.NextSingle(), random.NextSingle());
        return [.. Enumerable.Range(0, Edge * Edge).Select(pixel => grid.At(Place(pixel % Edge, right), Place(pixel / Edge, down)))];

        static float Place(int pixel, float shift) => ((pixel + 0.5f) * Cells / Edge + shift) / (Cells + 1);
    }

    private static byte[] Covered(ReadOnlySpan<byte> pixels, float[] mask)
    {
        var covered = pixels.ToArray();
        for (var plane = 0; plane < 3; plane++)
        {
            var mean = 0f;
            for (var i = 0; i < mask.Length; i++)
                mean += (float)pixels[4 * i + plane] / mask.Length;
            for (var i = 0; i < mask.Length; i++)
                covered[4 * i + plane] = (byte)MathF.Round(float.Lerp(mean, pixels[4 * i + plane], mask[i]));
        }

        return covered;
    }

    private static float[] InParts(float[] mask)
    {
        var parts = new float[Parts * Parts];
        const int Side = Edge / Parts;
        for (var pixel = 0; pixel < mask.Length; pixel++)
            parts[pixel / Edge / Side * Parts + pixel % Edge / Side] += mask[pixel] / (Side * Side);
        return parts;
    }
}
