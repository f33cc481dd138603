using Mote.Evaluation.Metrics;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Figures;

/// <summary>Describes thresholds of one set of comparisons as a report holds them.</summary>
/// <param name="scores">The comparisons.</param>
/// <param name="seed">Which resamples.</param>
/// <param name="fte">The failure-to-enrol rate.</param>
/// <param name="fta">The failure-to-acquire rate.</param>
internal sealed class OperatingPoints(ScoreSet scores, ulong seed, double fte, double fta)
{
    /// <summary>At the smallest threshold whose FMR is not above a rate, found anew in every resample.</summary>
    public OperatingPoint AtFmr(double fmr) => Describe(ResampledAtFmr(fmr));

    /// <summary>The same, with its resamples.</summary>
    public Resampled ResampledAtFmr(double fmr) => Resampled.Of(scores, seed, weights => FnmrAtFmr.Of(scores, fmr, weights));

    /// <summary>At a threshold set beforehand.</summary>
    public OperatingPoint AtThreshold(double threshold) => Describe(ResampledAt((float)threshold));

    /// <summary>What a report says of resampled rates.</summary>
    public OperatingPoint Describe(Resampled rates)
    {
        var point = rates.Point;
        // Where the threshold follows the resample, the FMR reached is the one wanted again and has no interval worth having.
        var atThreshold = ResampledAt(point.Threshold);
        var groups = scores.People.Groups;
        var errors = (int)point.FalseNonMatches;
        var interval = rates.Interval(resample => resample.Fnmr, point.NonMatches, rates.People);
        return new OperatingPoint
        {
            Fnmr = point.Fnmr,
            Fmr = point.Fmr,
            Low = interval?.Low,
            High = errors > 0 || interval is null ? interval?.High : Math.Max(interval.High, RuleOfThree.UpperBound(rates.People)),
            FmrInterval = atThreshold.Interval(resample => resample.Fmr, point.Matches, rates.People),
            Errors = errors,
            FalseMatches = (int)point.FalseMatches,
            Gfrr = fte + (1 - fte) * (fta + (1 - fta) * point.Fnmr),
            Threshold = point.Threshold,
            ByGroup = new(groups.Index().ToDictionary(group => group.Item, group => OfGroup(rates, atThreshold, group.Index)), StringComparer.Ordinal),
            Fdr = GroupRates.Fdr(point, groups.Count),
            Garbe = GroupRates.Garbe(point, groups.Count),
            GarbeWithinGroup = GroupRates.GarbeWithinGroup(point, groups.Count),
            Ir = GroupRates.Ir(point, groups.Count),
            Ser = GroupRates.Ser(point, groups.Count),
            SerOfFmr = GroupRates.SerOfFmr(point, groups.Count),
            Intervals = new(
                GroupRates.All
                    .Select(figure => (figure.Key, Interval: rates.Interval(resample => figure.Figure(resample, groups.Count))))
                    .Where(pair => pair.Interval is not null)
                    .ToDictionary(pair => pair.Key, pair => pair.Interval!),
                StringComparer.Ordinal),
        };
    }

    private Resampled ResampledAt(float threshold) => Resampled.Of(scores, seed, weights => ErrorRates.At(scores, threshold, weights));

    private GroupErrors OfGroup(Resampled rates, Resampled atThreshold, int group)
    {
        var (point, people) = (rates.Point, scores.Enrolled.ToArray().Count(person => scores.People.GroupOf(person) == group));
        return new GroupErrors
        {
            People = people,
            Fnmr = point.FnmrOf(group),
            FnmrInterval = rates.Interval(resample => resample.FnmrOf(group), point.NonMatchesOf(group), people),
            Errors = point.NonMatchesOf(group).Errors,
            Fmr = point.FmrOf(group),
            FmrInterval = atThreshold.Interval(resample => resample.FmrOf(group), point.MatchesOf(group), people),
            FmrWithinGroup = point.FmrWithin(group),
            FmrWithinGroupInterval = atThreshold.Interval(resample => resample.FmrWithin(group), point.MatchesWithin(group), people),
        };
    }
}
