namespace Mote.Evaluation.Attacks;

/// <summary>Features cut at quantiles, so that a tree finds a threshold by counting and not by sorting.</summary>
internal static class QuantileBins
{
    /// <summary>At most so many bins a feature.</summary>
    public const int Most = 16;

    /// <summary>For each feature the bin of each person; a larger value is never in a lower bin, and equal ones are in one.</summary>
    public static byte[][] Of(IReadOnlyList<float[]> rows)
    {
        var bins = new byte[rows[0].Length][];
        Parallel.For(0, bins.Length, feature =>
        {
            float[] values = [.. rows.Select(row => row[feature])];
            float[] sorted = [.. values.Order()];
            float[] edges = [.. Enumerable.Range(1, Most - 1).Select(bin => sorted[bin * sorted.Length / Most]).Distinct()];
            bins[feature] = Array.ConvertAll(values, value =>
            {
                var place = Array.BinarySearch(edges, value);
                return (byte)(place < 0 ? ~place : place + 1);
            });
        });
        return bins;
    }
}
