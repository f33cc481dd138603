using Microsoft.ML;
using Mote.Evaluation.Attacks;

namespace Mote.Attacks.Libraries;

/// <summary>Trees of Microsoft.ML.</summary>
internal static class MlTrees
{
    /// <summary>As many as the audit's own forest has.</summary>
    public const int Trees = 30;

    /// <summary>The smallest leaf of its trees.</summary>
    public const int SmallestLeaf = 3;

    public static IPreparedAttack On(FeatureSet features, Folds folds, Func<MLContext, IDataView, ITransformer> fit) => new OneVersusRest(folds, (fold, sample, signs, decisions, cancellationToken) =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        var context = Examples.Context();
        var model = fit(context, Examples.View(context, Array.ConvertAll(sample, person => features.Rows[person]), signs));
        var scores = Examples.Scores(model, Examples.View(context, Array.ConvertAll(folds.Held(fold).ToArray(), person => features.Rows[person])));
        for (var i = 0; i < decisions.Length; i++)
            decisions[i] += scores[i];
    });
}
