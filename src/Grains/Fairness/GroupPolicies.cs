using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;

namespace Mote.Grains.Fairness;

/// <summary>Applies the realms' group policies, as the cohort pack carries them. Thread-safe.</summary>
internal sealed class GroupPolicies(CohortPack cohort, IOptions<FairnessOptions> options)
{
    /// <summary>The name of a realm's policy.</summary>
    public string Of(string realm) => options.Value.Of(realm);

    /// <summary>What the realm's policy adds to the standardised margins of somebody of a group; 0 where no group is given.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="group">The subject's attribute group; null for not given.</param>
    /// <param name="recipe">The recipe that is enrolled with.</param>
    /// <param name="falseMatchRate">The rate that will decide: the policy of the nearest rate is taken.</param>
    /// <exception cref="MoteException">The cohort has no such group (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public double Shift(string realm, string? group, Recipe recipe, double falseMatchRate)
    {
        if (group is null)
            return 0;
        var place = Array.IndexOf([.. cohort.Cohort.Groups], group);
        if (place < 0)
            throw new MoteException(ProblemCode.InvalidRequest, $"The group is one of the cohort's: {string.Join(", ", cohort.Cohort.Groups)}.");
        return cohort.Policies
            .Where(policy => policy.Recipe == recipe && policy.Name == Of(realm))
            .MinBy(policy => Math.Abs(Math.Log(policy.FalseMatchRate / falseMatchRate)))?.Shifts[place] ?? 0;
    }

    /// <summary>Says what is wrong with the policies of realms that have this cohort; null for nothing.</summary>
    /// <param name="realms">Those that are configured.</param>
    public string? Fault(IEnumerable<string> realms) => realms.Select(options.Value.Of).Append(options.Value.Policy ?? RealmPolicy.None).FirstOrDefault(policy => !Known(cohort).Contains(policy)) is { } unknown
        ? $"Mote:Fairness:Policy is '{unknown}', and the cohort pack carries {string.Join(", ", Known(cohort))}: choose one of these, or make the pack again with 'mote cohort build' from people of every group with several photos each."
        : null;

    /// <summary>The policies that a realm with this cohort can have.</summary>
    public static IEnumerable<string> Known(CohortPack cohort) => cohort.Policies.Select(policy => policy.Name).Distinct().Prepend(RealmPolicy.None);
}
