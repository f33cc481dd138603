using System.Security.Cryptography;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Fairness;
using Mote.Grains.Rates;
using Mote.Protocol;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;

namespace Mote.Grains.Identities;

/// <summary>Turns a caller's options into settings, with a fresh seed: nobody can foretell a network's weights. Thread-safe.</summary>
internal sealed class EnrolmentSettingsReader(CohortPack cohort, GroupPolicies policies, RateRule rates)
{
    /// <exception cref="MoteException">An option is not valid (<see cref="ProblemCode.InvalidRequest"/>), the rate above the realm's ceiling (<see cref="ProblemCode.RateAboveCeiling"/>), or the cohort not calibrated for the recipe (<see cref="ProblemCode.RecipeUnavailable"/>).</exception>
    public EnrolmentSettings Read(string realm, EnrolmentOptions options)
    {
        var settings = new EnrolmentSettings { Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) };
        if (options.Recipe is { } name)
        {
            settings = settings with
            {
                Recipe = RecipeName.TryParse(name, out var recipe)
                    ? recipe
                    : throw Invalid($"The recipe is one of {string.Join(", ", RecipeName.All)}."),
            };
        }

        // What it trains with is asked for at the training gate: no disk is read here.
        if (!cohort.Tails.TryGetValue(settings.Recipe, out var tail))
            throw new MoteException(ProblemCode.RecipeUnavailable, new RecipeUnavailableException(settings.Recipe).Message);

        if (options.Balance is { } balance)
            settings = settings with { Balance = balance is >= 0 and <= 1 ? balance : throw Invalid("The balance is a number from 0 to 1.") };

        settings = settings with { TargetFalseMatchRate = rates.OfEnrolment(realm, options.TargetFalseMatchRate) };
        return settings with { Shift = policies.Shift(realm, options.Group, settings.Recipe, tail.Covered(settings.TargetFalseMatchRate)) };
    }

    private static MoteException Invalid(string detail) => new(ProblemCode.InvalidRequest, detail);
}
