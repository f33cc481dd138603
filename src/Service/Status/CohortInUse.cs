using Mote.Recognition.Cohorts;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;

namespace Mote.Service.Status;

/// <summary>The strangers that a realm's networks are trained and measured with.</summary>
/// <param name="Sha256">SHA-256 of the cohort pack.</param>
/// <param name="People">How many there are of each attribute group.</param>
/// <param name="LowestRates">The lowest false-match rate that can be stated, by recipe.</param>
public sealed record CohortInUse(string Sha256, IReadOnlyList<(string Group, int People)> People, IReadOnlyList<(string Recipe, double LowestRate)> LowestRates)
{
    internal static CohortInUse Of(CohortPack pack)
    {
        var cohort = pack.Cohort;
        CohortSlice[] slices = [cohort.Training, cohort.Validation, cohort.Calibration];
        return new(
            pack.Hash,
            [.. cohort.Groups.Select((name, group) => (name, slices.Sum(slice => Distinct(slice, (byte)group))))],
            [.. pack.Tails.Values.Select(tail => (RecipeName.Of(tail.Recipe), tail.LowestRate))]);
    }

    private static int Distinct(CohortSlice slice, byte group) =>
        Enumerable.Range(0, slice.Count).Where(row => slice.Groups[row] == group).Select(row => slice.Identities[row]).Distinct().Count();
}
