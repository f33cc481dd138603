using System.Security.Cryptography;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Service.Parts;
using Mote.Service.Permits;
using Mote.Service.Wire;

namespace Mote.Service.Trials;

/// <summary>What another balance would change for one face, tried by one caller. Nothing is stored and nobody is changed.</summary>
public sealed class BalanceTrials
{
    private readonly ServiceParts _parts;
    private readonly Caller _caller;

    internal BalanceTrials(ServiceParts parts, Caller caller) => (_parts, _caller) = (parts, caller);

    /// <summary>What it can be tried with.</summary>
    /// <exception cref="MoteException">The caller may not (<see cref="ProblemCode.Forbidden"/>).</exception>
    public TrialChoices Choices()
    {
        Permit.Fairness.Require(_caller);
        var cohort = _parts.Models.Of(_caller.Realm).Cohort;
        return new TrialChoices([.. Recipes(cohort).Select(recipe => recipe.Name)], cohort.Cohort.Groups);
    }

    /// <summary>Trains twice from a photo, and measures both. They wait for their turn where everything else does.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="before">The balance of the first, 0 to 1.</param>
    /// <param name="after">The balance of the second.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MoteException">The photo was refused, or what is asked for is not offered, or there is too much to do.</exception>
    public async Task<BalanceTrial> Try(byte[] photo, string recipe, double before, double after, CancellationToken cancellationToken)
    {
        Permit.Fairness.Require(_caller);
        var models = _parts.Models.Of(_caller.Realm);
        var by = Recipes(models.Cohort).FirstOrDefault(offered => offered.Name == recipe) ?? throw Invalid("The recipe is none that a balance can be tried with here.");
        if (before is not (>= 0 and <= 1) || after is not (>= 0 and <= 1))
            throw Invalid("The balance is a number from 0 to 1.");
        var face = await _parts.Pool.Embed(models, photo, cancellationToken);
        // One seed for both: they differ in nothing but the balance.
        var settings = new EnrolmentSettings
        {
            Recipe = by.Form.Recipe,
            TargetFalseMatchRate = _parts.Rates.Value.Target(_caller.Realm),
            Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))),
        };
        return new BalanceTrial(by.Name, settings.TargetFalseMatchRate, before, await Reached(before), after, await Reached(after));

        async Task<CertificateFigures> Reached(double balance) =>
            (await _parts.Gate.Try(models.Training, face.Embedding, settings with { Balance = balance }, cancellationToken)).ToWire().Figures;
    }

    private static IEnumerable<IRecipe> Recipes(CohortPack cohort) => RecipeBook.All.Where(recipe => recipe.HeedsBalance && cohort.Tails.ContainsKey(recipe.Form.Recipe));

    private static MoteException Invalid(string detail) => new(ProblemCode.InvalidRequest, detail);
}
