namespace Mote.Evaluation.Reports;

/// <summary>Recognition where each subject's scores are placed on the scale of false-match rates.</summary>
public sealed record CalibratedFigures
{
    /// <summary>The equal error rate of calibrated scores.</summary>
    public required double Eer { get; init; }

    /// <summary>At one threshold of all calibrated scores, set on these comparisons; by false-match rate.</summary>
    public required SortedDictionary<string, OperatingPoint> FnmrAtFmr { get; init; }

    /// <summary>At the threshold that promises the rate, set beforehand: what was achieved; a rate that the cohort does not carry is missing.</summary>
    public required SortedDictionary<string, OperatingPoint> AtStated { get; init; }

    /// <summary>The lowest rate the cohort carries.</summary>
    public required double LowestStatedFmr { get; init; }

    /// <summary>Group policies on calibrated scores, by name.</summary>
    public SortedDictionary<string, SortedDictionary<string, PolicyFigures>> Policies { get; init; } = [];
}
