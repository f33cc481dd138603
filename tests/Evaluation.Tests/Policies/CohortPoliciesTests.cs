using Mote.Evaluation.Policies;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;

namespace Mote.Evaluation.Tests.Policies;

/// <summary>Policies chosen on the demo's cohort, and then applied in the way a silo applies them: at an enrolment.</summary>
public sealed class CohortPoliciesTests
{
    private static readonly CohortPack Demo = CohortPack.Load(Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models", "mote-demo.cohort"));

    [Fact]
    public void Choose_Again_IsWhatThePackCarries()
    {
        var chosen = CohortPolicies.Choose(Demo, Recipe.SingleUnit, 1, null, TestContext.Current.CancellationToken);
        Assert.Equal(Demo.Policies.Where(policy => policy.Recipe == Recipe.SingleUnit).Select(Line), chosen.Policies.Where(policy => policy.Recipe == Recipe.SingleUnit).Select(Line));
        Assert.Equal(
            from name in CohortPolicies.Names.Order(StringComparer.Ordinal) from rate in CohortPolicies.Rates.Order() select (name, rate),
            chosen.Policies.Where(policy => policy.Recipe == Recipe.SingleUnit).Select(policy => (policy.Name, policy.FalseMatchRate)));

        static string Line(Recognition.Calibration.GroupPolicy policy) => $"{policy.Name} {policy.FalseMatchRate} {string.Join(' ', policy.Shifts.Select(shift => shift.ToString("F6", null)))} {policy.People}";
    }

    /// <summary>At a stated rate the strangers of the policy's own cohort are accepted as often in each group after equal FMR, and as often in all as without a policy.</summary>
    [Fact]
    public void EqualFmr_AppliedAtEnrolment_EvensTheGroupsAndKeepsTheRate()
    {
        const double Rate = 1e-2;
        var before = Accepted(Rate, null);
        var after = Accepted(Rate, Demo.Policies.Single(policy => policy is { Recipe: Recipe.SingleUnit, Name: "equal-fmr", FalseMatchRate: Rate }).Shifts);

        Assert.InRange(Gap(after), 0, Gap(before));
        // Rates of some hundred thousand comparisons; the tail that states the rate was fitted to other enrolments.
        Assert.Equal(before.Sum(), after.Sum(), 0.05 * before.Sum());

        static double Gap(double[] rates) => Math.Abs(rates[0] - rates[1]);
    }

    [Fact]
    public void Choose_RecipeWithoutTail_IsRefused() =>
        Assert.Throws<RecipeUnavailableException>(() => CohortPolicies.Choose(Demo, Recipe.Paper, 1, null, TestContext.Current.CancellationToken));

    /// <summary>The share of strangers' photos accepted, by the group of the enrolled: cohort people who have a second photo, on everybody else of both partitions.</summary>
    private static double[] Accepted(double rate, IReadOnlyList<double>? shifts)
    {
        var (people, enroller) = (Demo.Cohort.Validation, new Enroller(Demo));
        var (accepted, trials) = (new int[2], new int[2]);
        var enrolled = Enumerable.Range(0, people.Count).GroupBy(row => people.Identities[row]).Where(photos => photos.Count() > 1).Select(photos => photos.First());
        foreach (var (i, row) in enrolled.Index())
        {
            var group = people.Groups[row];
            var template = enroller.Enrol(
                [people.Embeddings[row].ToArray()],
                new EnrolmentSettings { Recipe = Recipe.SingleUnit, TargetFalseMatchRate = rate, Seed = (ulong)i, Shift = shifts?[group] ?? 0 },
                null,
                TestContext.Current.CancellationToken).Template;
            foreach (var slice in new[] { people, Demo.Cohort.Calibration })
            {
                for (var probe = 0; probe < slice.Count; probe++)
                {
                    if (slice.Identities[probe] == people.Identities[row])
                        continue;
                    trials[group]++;
                    accepted[group] += template.Decide(slice.Embeddings[probe]).IsMatch ? 1 : 0;
                }
            }
        }

        return [(double)accepted[0] / trials[0], (double)accepted[1] / trials[1]];
    }
}
