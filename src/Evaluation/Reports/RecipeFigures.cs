namespace Mote.Evaluation.Reports;

/// <summary>How well one recipe recognises, and how fairly, on the first draw unless it says otherwise.</summary>
public sealed record RecipeFigures
{
    /// <summary><c>cosine</c>, <c>cosine-norm</c>, <c>single-unit</c>, <c>paper</c> or <c>compact</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What <see cref="FnmrAtFmr"/> is measured on: <c>raw</c>, or <c>normalised</c> where the recipe places each subject's scores by the cohort.</summary>
    public required string Score { get; init; }

    /// <summary>The equal error rate, linearly interpolated between thresholds.</summary>
    public required double Eer { get; init; }

    /// <summary>The interval of <see cref="Eer"/>.</summary>
    public Interval? EerInterval { get; init; }

    /// <summary>The failure-to-enrol rate, 0 to 1.</summary>
    public required double Fte { get; init; }

    /// <summary>By false-match rate, <c>1e-2</c>, <c>1e-3</c> and <c>1e-4</c>.</summary>
    public required SortedDictionary<string, OperatingPoint> FnmrAtFmr { get; init; }

    /// <summary>The same on calibrated scores, and what the thresholds promised; null for recipes without calibration.</summary>
    public CalibratedFigures? Calibrated { get; init; }

    /// <summary>Group policies, by name and false-match rate; empty where the cohort cannot carry them.</summary>
    public SortedDictionary<string, SortedDictionary<string, PolicyFigures>> Policies { get; init; } = [];

    /// <summary>The FNMR of every draw, by false-match rate.</summary>
    public SortedDictionary<string, DrawFigures> Draws { get; init; } = [];

    /// <summary>The FNMR of every draw over that of <c>single-unit</c> in the same draw, by false-match rate; null without that row.</summary>
    public SortedDictionary<string, PairedFigures>? DrawsVersusSingleUnit { get; init; }

    /// <summary>The share of non-mated comparisons whose score is exactly 0; null where a score is never 0 by design.</summary>
    public double? StrangersAtZero { get; init; }

    /// <summary>Bytes of weights, biases, outputs and scales a subject; of the vector for cosine. The largest of all subjects.</summary>
    public required int BytesPerIdentity { get; init; }

    /// <summary>Median core-milliseconds of synthesis and training.</summary>
    public required double TrainMsMedian { get; init; }

    /// <summary>Median nanoseconds a score, in batches of all probes of a subject.</summary>
    public required double ScoreNsMedian { get; init; }

    /// <summary>The detection error trade-off, pairs of FMR and FNMR by rising threshold, thinned out for drawing.</summary>
    public IReadOnlyList<double[]> Det { get; init; } = [];

    /// <summary>How often scores occur, for drawing.</summary>
    public ScoreHistogram? Histogram { get; init; }
}
