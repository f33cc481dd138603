using System.Globalization;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Realms;
using Mote.Grains.Fairness;
using Mote.Grains.Models;
using Mote.Grains.Rates;
using Mote.Protocol;

namespace Mote.Grains.Realms;

/// <summary>What a realm that is made may be. Thread-safe.</summary>
/// <param name="models">The models that there are.</param>
/// <param name="rates">The rates of every realm.</param>
/// <param name="fairness">The policy of every realm.</param>
public sealed class RealmRule(ModelSets models, IOptions<RateOptions> rates, IOptions<FairnessOptions> fairness)
{
    /// <summary>Whether a realm with these models can be served: a service may have others than when it was made.</summary>
    /// <param name="settings">What it has of its own.</param>
    public bool CanServe(RealmSettings settings) => ModelsOf(settings) is not null;

    /// <exception cref="MoteException">It can be no realm (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    internal void Require(RealmSettings asked)
    {
        if (!IdentityKey.IsName(asked.Name))
            throw Invalid("A realm is named with 1 to 128 of the characters A-Z a-z 0-9 . _ - and is neither '.' nor '..'.");
        var set = ModelsOf(asked) ?? throw Invalid($"There are no models '{asked.Models}' here: {(models.Names is [] ? "leave them out" : $"take one of {string.Join(", ", models.Names)}, or leave them out")}. An administrator of the service may add some below Mote:Models.");
        if (!GroupPolicies.Known(set.Cohort).Contains(asked.Policy ?? fairness.Value.Policy ?? RealmPolicy.None))
            throw Invalid($"The policy is one that the realm's cohort carries: {string.Join(", ", GroupPolicies.Known(set.Cohort))}.");
        var (target, most) = rates.Value.With(asked.TargetFalseMatchRate, asked.MostFalseMatchRate);
        if (target is not (> 0 and < 1) || most is not (> 0 and < 1))
            throw Invalid("The false-match rates of a realm are above 0 and below 1.");
        if (most < target)
            throw Invalid(string.Create(CultureInfo.InvariantCulture, $"The ceiling {most} is below the rate {target} that decides where nobody asks for another: raise the one or lower the other."));
    }

    private ModelSet? ModelsOf(RealmSettings settings) => settings.Models is { } name ? models.Find(name) : models.Common;

    private static MoteException Invalid(string message) => new(ProblemCode.InvalidRequest, message);
}
