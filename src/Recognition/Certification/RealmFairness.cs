using MathNet.Numerics.Statistics;
using Mote.Recognition.Randomness;

namespace Mote.Recognition.Certification;

/// <summary>
/// How evenly errors fall over the attribute groups of a realm, by the certificates of its people. Intervals are of 1,000
/// resamples of the people, never of their samples (Efron and Tibshirani 1993, section 13.3); see <see cref="ShareInterval"/>.
/// </summary>
/// <param name="Certified">People whose certificates are in the figures.</param>
/// <param name="Groups">One an attribute group; empty if nobody is certified.</param>
/// <param name="GiniAggregationRate">GARBE, 0 is fair; null for fewer than two groups or where false non-matches are not shown.</param>
/// <param name="Warnings">What to know before anything is concluded.</param>
public sealed record RealmFairness(int Certified, IReadOnlyList<GroupFairness> Groups, Estimate? GiniAggregationRate, IReadOnlyList<string> Warnings)
{
    private const int Resamples = 1000;
    private const int FewestPeople = 30;
    private const ulong Seed = 0xfa12;

    /// <summary>Gathers certificates.</summary>
    /// <param name="certificates">One a person. Those of other attribute groups than most, left from another cohort, do not count.</param>
    public static RealmFairness Of(IReadOnlyList<Certificate> certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        var alike = certificates
            .GroupBy(certificate => string.Join('\n', certificate.Figures.Groups.Select(group => group.Group)))
            .MaxBy(group => group.Count())?.ToArray() ?? [];
        if (alike.Length == 0)
            return new RealmFairness(0, [], null, ["Nobody with a certificate is enrolled."]);

        var shows = alike.All(certificate => certificate.ShowsFalseNonMatches);
        var names = alike[0].Figures.Groups.Select(group => group.Group).ToArray();
        var matches = Rates(alike, group => group.StrangerPhotos);
        var nonMatches = Rates(alike, group => group.Samples);
        var draws = Draws(alike.Length);
        GroupFairness[] groups = [.. names.Select((name, group) => new GroupFairness(
            name,
            shows ? Estimated(draws, people => Mean(nonMatches[group], people), Count(group, figures => figures.Samples)) : null,
            shows ? nonMatches[group].Max() : null,
            Count(group, figures => figures.Samples),
            Estimated(draws, people => Mean(matches[group], people), Count(group, figures => figures.StrangerPhotos)),
            Count(group, figures => figures.StrangerPhotos)))];
        Estimate? garbe = shows && names.Length > 1
            ? Estimated(draws, people => Garbe.Of(Means(matches, people), Means(nonMatches, people)))
            : null;
        return new RealmFairness(alike.Length, groups, garbe, [.. Cautions(certificates.Count - alike.Length, shows, groups, alike.Length)]);

        ErrorCount Count(int group, Func<GroupFigures, ErrorCount> count) => ErrorCount.Sum(alike.Select(certificate => count(certificate.Figures.Groups[group])));
    }

    private static IEnumerable<string> Cautions(int otherCohort, bool shows, GroupFairness[] groups, int people)
    {
        yield return "False non-matches are of synthetic samples, not of photos, and groups are those of samples and strangers: no subject's own group is stored.";
        if (people < FewestPeople)
            yield return $"Only {people} people are certified: below {FewestPeople} the figures say little.";
        if (otherCohort > 0)
            yield return $"{otherCohort} people were certified with a cohort of other attribute groups and are left out: re-enrol them.";
        if (!shows)
            yield return "The cohort's synthetic samples do not agree with its real photos: false non-matches are not shown.";
        if (groups.Length < 2)
            yield return "The cohort has one attribute group: there is nothing to compare.";
        foreach (var group in groups)
        {
            if (group.StrangerPhotos.Errors < ShareInterval.FewErrors)
                yield return $"The false-match rate of group '{group.Group}' rests on {group.StrangerPhotos.Errors} errors, fewer than {ShareInterval.FewErrors}.";
            if (shows && group.Samples.Errors < ShareInterval.FewErrors)
                yield return $"The false non-match rate of group '{group.Group}' rests on {group.Samples.Errors} errors, fewer than {ShareInterval.FewErrors}.";
        }
    }

    private static double[][] Rates(Certificate[] certificates, Func<GroupFigures, ErrorCount> count) =>
        [.. Enumerable.Range(0, certificates[0].Figures.Groups.Count).Select(group => certificates.Select(certificate => count(certificate.Figures.Groups[group]).Rate).ToArray())];

    /// <summary>Everybody once, then the resamples.</summary>
    private static int[][] Draws(int people)
    {
        var random = SeededRandom.Create(Seed);
        return [[.. Enumerable.Range(0, people)], .. Enumerable.Range(0, Resamples).Select(_ => Enumerable.Range(0, people).Select(_ => random.Next(people)).ToArray())];
    }

    private static Estimate Estimated(int[][] draws, Func<int[], double> figure)
    {
        var interval = Resampled(draws, figure);
        return new Estimate(figure(draws[0]), interval?.Low, interval?.High);
    }

    private static Estimate Estimated(int[][] draws, Func<int[], double> figure, ErrorCount errors)
    {
        var interval = ShareInterval.Of(Resampled(draws, figure), errors, draws[0].Length);
        return new Estimate(figure(draws[0]), interval?.Low, interval?.High);
    }

    private static (double Low, double High)? Resampled(int[][] draws, Func<int[], double> figure)
    {
        if (draws[0].Length < ShareInterval.FewestPeople)
            return null;
        var figures = draws.Skip(1).Select(figure).Order().ToArray();
        return (SortedArrayStatistics.Quantile(figures, 0.025), SortedArrayStatistics.Quantile(figures, 0.975));
    }

    private static double[] Means(double[][] rates, int[] people) => [.. rates.Select(group => Mean(group, people))];

    private static double Mean(double[] rates, int[] people)
    {
        var sum = 0.0;
        foreach (var person in people)
            sum += rates[person];
        return sum / people.Length;
    }
}
