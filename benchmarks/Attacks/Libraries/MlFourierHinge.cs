using Mote.Evaluation.Attacks;

namespace Mote.Attacks.Libraries;

/// <summary>A support vector machine all of Microsoft.ML's own.</summary>
internal sealed class MlFourierHinge : IGroupAttack
{
    public string Name => "svm";

    public IPreparedAttack Prepare(FeatureSet features, Folds folds) => MlLinear.On(FourierMap.Of(features.Rows, features.Rows), folds, MlLinear.Hinge);
}
