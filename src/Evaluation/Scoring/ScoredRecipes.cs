using Mote.Evaluation.Recipes;
using Mote.Evaluation.Scoring;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Recipes;
using Mote.Recognition.Training;

namespace Mote.Evaluation.Scoring;

/// <summary>The rows of every recognition table.</summary>
public static class ScoredRecipes
{
    /// <summary>The name of every recipe, baselines first.</summary>
    public static IReadOnlyList<string> Names { get; } = ["cosine", "cosine-norm", "single-unit", "paper", "compact"];

    /// <summary>Makes sure that what a recipe trains with is here, before anything that takes long.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="TorchUnavailableException">It is not; the message says how to add it.</exception>
    public static void RequireHere(string name)
    {
        if (RecipeName.TryParse(name, out var recipe))
            Enroller.RequireHere(recipe);
    }

    /// <summary>The recipe of a name; calibrates the pack for it first, which takes a while where networks are trained.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="pack">The cohort.</param>
    /// <param name="progress">Told how far calibration has come, 0 to 1.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="ArgumentException">There is no such recipe.</exception>
    public static IScoredRecipe Make(string name, EvaluationPack pack, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pack);
        switch (name)
        {
            case "cosine":
                return new CosineRecipe();
            case "cosine-norm":
                return new NormalisedCosineRecipe(pack.Pack.Cohort, pack.Key);
            default:
                if (!RecipeName.TryParse(name, out var recipe))
                    throw new ArgumentException($"There is no recipe '{name}': give some of {string.Join(", ", Names)}.", nameof(name));
                pack.Calibrate(recipe, progress, cancellationToken);
                return new NetworkRecipe(pack.Pack, recipe, pack.Key);
        }
    }
}
