using Mote.Recognition.Cohorts;
using Mote.Recognition.Density;
using Mote.Recognition.Synthesis;

namespace Mote.Recognition.Packs;

/// <summary>What was fitted to a cohort once, so that an enrolment need not.</summary>
/// <param name="Tau0">The cosine that 99 % of pairs of different people stay below.</param>
/// <param name="TrainingBandwidths">Kernel bandwidths of the training residuals, one a group.</param>
/// <param name="ValidationBandwidths">Kernel bandwidths of the validation residuals, one a group.</param>
/// <param name="Spreads">Multipliers of pair differences, one a group.</param>
/// <param name="Checks">How well the synthesis agrees with real pairs, one a group.</param>
public sealed record CohortFit(
    float Tau0,
    IReadOnlyList<double> TrainingBandwidths,
    IReadOnlyList<double> ValidationBandwidths,
    IReadOnlyList<Spread> Spreads,
    IReadOnlyList<SynthesisCheck> Checks)
{
    // Fewer real pairs than these do not tell a 1 % quantile apart from the others.
    private const int FewestPairs = 100;

    /// <summary>Fits everything, in seconds.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="seed">Makes the fit repeatable.</param>
    /// <param name="cancellationToken">Abandons the fit.</param>
    public static CohortFit Of(Cohort cohort, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        byte[] groups = [.. Enumerable.Range(0, cohort.Groups.Count).Select(group => (byte)group)];
        var training = groups.Select(group => Bandwidth(cohort.Training, group)).ToArray();
        var validation = groups.Select(group => Bandwidth(cohort.Validation, group)).ToArray();
        var real = groups.Select(group => WithinPerson.MatedCosines(cohort.Validation, group)).ToArray();
        var everyone = real.SelectMany(cosines => cosines).ToArray();
        if (everyone.Length == 0)
            throw new CohortException("The validation partition has nobody with two photos: add some, so that synthesis can be checked against real pairs.");

        var spreads = new List<Spread>();
        var checks = new List<SynthesisCheck>();
        foreach (var group in groups)
        {
            // A group with too few pairs is held to those of all groups together.
            var pairs = real[group].Length >= FewestPairs ? real[group] : everyone;
            var quantiles = MatedQuantiles.Of(pairs);
            var (spread, reached) = SpreadFit.Find(
                cohort.Validation.Embeddings, WithinPerson.Differences(cohort.Training, group).Values, quantiles, seed + group);
            spreads.Add(spread);
            checks.Add(new SynthesisCheck(cohort.Groups[group], pairs.Length, quantiles, reached));
        }

        return new CohortFit(
            StrangerSimilarity.Tau0(cohort.Training),
            [.. training.Select(bandwidth => bandwidth!.Value)],
            // A validation partition too small for a bandwidth of its own takes the one of training.
            [.. validation.Select((bandwidth, group) => bandwidth ?? training[group]!.Value)],
            spreads,
            checks);

        double? Bandwidth(CohortSlice people, byte group)
        {
            var residuals = WithinPerson.Residuals(people, group);
            return residuals.Count < 2 * CohortBuilder.FewestRepeatedPeople
                ? null
                : BandwidthSelection.CrossValidated(residuals, seed, cancellationToken);
        }
    }
}
