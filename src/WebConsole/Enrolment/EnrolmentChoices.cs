using Microsoft.Extensions.Options;
using Mote.Grains.Fairness;
using Mote.Grains.Models;
using Mote.Grains.Rates;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;

namespace Mote.WebConsole.Enrolment;

/// <summary>What a form of an enrolment offers in a realm. Thread-safe.</summary>
internal sealed class EnrolmentChoices(RealmModels models, IOptions<FairnessOptions> fairness, IOptions<RateOptions> rates)
{
    private static readonly double[] Decades = [1e-2, 1e-3, 1e-4, 1e-5];

    /// <summary>The recipes that the cohort is calibrated for, the default first.</summary>
    public IReadOnlyList<string> Recipes(string realm) => [.. RecipeName.All.Where(name => RecipeName.TryParse(name, out var recipe) && models.Of(realm).Cohort.Tails.ContainsKey(recipe))];

    /// <summary>The cohort's attribute groups.</summary>
    public IReadOnlyList<string> Groups(string realm) => models.Of(realm).Cohort.Cohort.Groups;

    /// <summary>The realm's group policy.</summary>
    public string Policy(string realm) => fairness.Value.Of(realm);

    /// <summary>The rate that decides where none is chosen.</summary>
    public double Rate(string realm) => rates.Value.Target(realm);

    /// <summary>The rates to choose from, none above the realm's ceiling.</summary>
    public IReadOnlyList<double> Rates(string realm)
    {
        var (own, most) = (Rate(realm), rates.Value.Most(realm));
        return [.. Decades.Append(own).Append(most).Where(rate => rate <= most).Distinct().OrderDescending()];
    }
}
