using Mote.Evaluation.Attacks;

namespace Mote.Attacks.Libraries;

/// <summary>A support vector machine with the audit's kernel, solved by Microsoft.ML, which has linear ones alone.</summary>
internal sealed class MlKernelHinge : IGroupAttack
{
    public string Name => "svm";

    public IPreparedAttack Prepare(FeatureSet features, Folds folds) => MlLinear.On(GaussianKernel.Coordinates(features), folds, MlLinear.Hinge);
}
