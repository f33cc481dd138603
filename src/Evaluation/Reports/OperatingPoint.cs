namespace Mote.Evaluation.Reports;

/// <summary>Errors at one threshold.</summary>
public sealed record OperatingPoint
{
    /// <summary>The share of mated comparisons rejected.</summary>
    public required double Fnmr { get; init; }

    /// <summary>The share of non-mated comparisons accepted: what was reached, not what was asked for.</summary>
    public required double Fmr { get; init; }

    /// <summary>The lower end of the 95 % interval of <see cref="Fnmr"/>.</summary>
    public double? Low { get; init; }

    /// <summary>The upper end; without an error the larger of the bootstrap's and 3 / subjects.</summary>
    public double? High { get; init; }

    /// <summary>The interval of <see cref="Fmr"/> at this threshold.</summary>
    public Interval? FmrInterval { get; init; }

    /// <summary>Mated comparisons rejected; fewer than 30 carry no claim.</summary>
    public required int Errors { get; init; }

    /// <summary>Non-mated comparisons accepted.</summary>
    public required int FalseMatches { get; init; }

    /// <summary>The generalised false reject rate: FTE + (1 - FTE) * (FTA + (1 - FTA) * FNMR).</summary>
    public double? Gfrr { get; init; }

    /// <summary>The threshold: accept at or above it.</summary>
    public required double Threshold { get; init; }

    /// <summary>By attribute group.</summary>
    public required SortedDictionary<string, GroupErrors> ByGroup { get; init; }

    /// <summary>Fairness discrepancy rate; 1 is fair, and it is nearly blind at small FMR.</summary>
    public double? Fdr { get; init; }

    /// <summary>Gini aggregation rate with FMR of references of a group against everybody; 0 is fair.</summary>
    public double? Garbe { get; init; }

    /// <summary>The same with FMR of references of a group against probes of that group.</summary>
    public double? GarbeWithinGroup { get; init; }

    /// <summary>Inequity rate; 1 is fair, null where a group has no error.</summary>
    public double? Ir { get; init; }

    /// <summary>Skewed error ratio: the largest FNMR of a group over the smallest; 1 is fair, null where the smallest is 0.</summary>
    public double? Ser { get; init; }

    /// <summary>The same of FMR, references of a group against everybody.</summary>
    public double? SerOfFmr { get; init; }

    /// <summary>The 95 % intervals of the fairness figures, by their key.</summary>
    public SortedDictionary<string, Interval> Intervals { get; init; } = [];
}
