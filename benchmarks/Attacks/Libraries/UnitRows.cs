using Mote.Evaluation.Attacks;

namespace Mote.Attacks.Libraries;

/// <summary>Features whose squared norm is 1 on average, as in the audit's own Gram matrix.</summary>
internal static class UnitRows
{
    public static float[][] Of(FeatureSet features)
    {
        var scale = 1 / MathF.Sqrt(features.Dimension);
        return [.. features.Rows.Select(row => Array.ConvertAll(row, value => scale * value))];
    }
}
