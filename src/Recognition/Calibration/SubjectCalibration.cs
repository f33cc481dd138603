namespace Mote.Recognition.Calibration;

/// <summary>Places one subject's margins on the scale of false-match rates, where all subjects are comparable. Immutable.</summary>
public sealed record SubjectCalibration
{
    /// <summary>Restores a calibration.</summary>
    /// <param name="location">The margin at which the subject's tail of strangers begins.</param>
    /// <param name="scale">How fast strangers thin out above it, in units of the margin, positive.</param>
    /// <param name="tail">The pooled tail of the recipe.</param>
    /// <param name="targetFalseMatchRate">The rate that decides, one that the tail covers.</param>
    /// <param name="threshold">The margin at which that rate is reached.</param>
    /// <exception cref="ArgumentException">A value is not finite, the scale or the tail is not positive, or the tail does not cover the rate.</exception>
    public SubjectCalibration(double location, double scale, PooledTail tail, double targetFalseMatchRate, double threshold)
    {
        ArgumentNullException.ThrowIfNull(tail);
        if (!double.IsFinite(location) || !double.IsFinite(threshold) || !(scale > 0) || !double.IsFinite(scale))
            throw new ArgumentException("Location and threshold are finite and the scale is positive.", nameof(scale));
        if (!(tail.Scale > 0) || !double.IsFinite(tail.Scale) || !(tail.Share is > 0 and < 1) || tail.Comparisons < 1 || !double.IsFinite(tail.Shape))
            throw new ArgumentException("The pooled tail has a positive scale, a share between 0 and 1 and comparisons behind it.", nameof(tail));
        if (!(targetFalseMatchRate >= tail.LowestRate && targetFalseMatchRate <= tail.Share))
            throw new ArgumentException($"The tail covers rates from {tail.LowestRate:E1} to {tail.Share:F2}, not {targetFalseMatchRate:E1}.", nameof(targetFalseMatchRate));

        Location = location;
        Scale = scale;
        Tail = tail;
        TargetFalseMatchRate = targetFalseMatchRate;
        Threshold = threshold;
    }

    /// <summary>The margin at which the subject's tail of strangers begins.</summary>
    public double Location { get; }

    /// <summary>How fast strangers thin out above it, in units of the margin.</summary>
    public double Scale { get; }

    /// <summary>The pooled tail of the recipe.</summary>
    public PooledTail Tail { get; }

    /// <summary>The rate that decides where nobody asks for a stricter one: the one asked for, or the nearest that the cohort carries.</summary>
    public double TargetFalseMatchRate { get; }

    /// <summary>The margin at which that rate is reached.</summary>
    public double Threshold { get; }

    /// <summary>Calibrates a network by the margins of strangers nobody trained it on.</summary>
    /// <param name="strangerMargins">Margins of the calibration partition, one a photo; sorted in place.</param>
    /// <param name="tail">The pooled tail of the network's recipe.</param>
    /// <param name="targetFalseMatchRate">
    /// The rate wanted, above 0 and below 1; what the tail does not cover is replaced by the nearest rate it does,
    /// which <see cref="TargetFalseMatchRate"/> then shows.
    /// </param>
    /// <param name="shift">What a <see cref="GroupPolicy"/> adds to the subject's standardised margins; it moves <see cref="Location"/>, and is not kept by itself.</param>
    public static SubjectCalibration Fit(float[] strangerMargins, PooledTail tail, double targetFalseMatchRate, double shift = 0)
    {
        ArgumentNullException.ThrowIfNull(strangerMargins);
        ArgumentNullException.ThrowIfNull(tail);
        var placement = TailPlacement.Of(strangerMargins);
        var target = tail.Covered(targetFalseMatchRate);
        var location = placement.Location - placement.Scale * shift;
        return new SubjectCalibration(location, placement.Scale, tail, target, location + placement.Scale * tail.Threshold(target));
    }

    /// <summary>How far a policy moved this calibration, so that a changed network can be calibrated alike.</summary>
    /// <param name="strangerMargins">The margins that it was fitted to; sorted in place.</param>
    public double ShiftFrom(float[] strangerMargins)
    {
        ArgumentNullException.ThrowIfNull(strangerMargins);
        return -TailPlacement.Of(strangerMargins).Standardise(Location);
    }

    /// <summary>Whether a margin is accepted at the target rate.</summary>
    public bool Accepts(double margin) => margin >= Threshold;

    /// <summary>Whether a margin is accepted at <see cref="Stricter"/>: never one that the target rate does not accept.</summary>
    /// <param name="margin">The margin.</param>
    /// <param name="rate">The rate asked for.</param>
    public bool Accepts(double margin, double rate)
    {
        var stricter = Stricter(rate);
        // At the target itself the threshold decides, to the last bit.
        return Accepts(margin) && (stricter == TargetFalseMatchRate || FalseMatchRate(margin) <= stricter);
    }

    /// <summary>The rate that decides where another is asked for: that one, or the target where it is stricter, and nothing below what the tail covers.</summary>
    /// <param name="rate">The rate asked for.</param>
    public double Stricter(double rate) => Math.Min(TargetFalseMatchRate, Tail.Covered(rate));

    /// <summary>The false-match rate at which a margin would just be accepted; falls as the margin grows.</summary>
    public double FalseMatchRate(double margin) => Tail.FalseMatchRate((margin - Location) / Scale);
}
