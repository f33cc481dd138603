using Microsoft.ML;
using Microsoft.ML.Trainers.LightGbm;
using Mote.Evaluation.Attacks;

namespace Mote.Attacks.Libraries;

/// <summary>LightGBM, which boosts trees in place of bagging them.</summary>
internal sealed class MlBoostedTrees : IGroupAttack
{
    public string Name => "forest";

    public IPreparedAttack Prepare(FeatureSet features, Folds folds) => MlTrees.On(features, folds, (context, examples) =>
        context.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options
        {
            NumberOfIterations = MlTrees.Trees,
            NumberOfLeaves = 8,
            MinimumExampleCountPerLeaf = MlTrees.SmallestLeaf,
            MaximumBinCountPerFeature = 16,
            NumberOfThreads = 1,
            Seed = 1,
        }).Fit(examples));
}
