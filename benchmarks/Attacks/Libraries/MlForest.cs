using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Mote.Evaluation.Attacks;

namespace Mote.Attacks.Libraries;

/// <summary>Microsoft.ML's random forest, as large as the audit's own.</summary>
internal sealed class MlForest : IGroupAttack
{
    private const int MostCandidates = 32;

    public string Name => "forest";

    public IPreparedAttack Prepare(FeatureSet features, Folds folds)
    {
        var candidates = Math.Min(MostCandidates, Math.Ceiling(Math.Sqrt(features.Dimension)));
        return MlTrees.On(features, folds, (context, examples) => context.BinaryClassification.Trainers.FastForest(new FastForestBinaryTrainer.Options
        {
            NumberOfTrees = MlTrees.Trees,
            NumberOfLeaves = 64,
            MinimumExampleCountPerLeaf = MlTrees.SmallestLeaf,
            MaximumBinCountPerFeature = 16,
            FeatureFractionPerSplit = candidates / features.Dimension,
            NumberOfThreads = 1,
        }).Fit(examples));
    }
}
