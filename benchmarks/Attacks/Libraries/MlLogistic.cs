using Microsoft.ML;
using Microsoft.ML.Trainers;
using Mote.Evaluation.Attacks;

namespace Mote.Attacks.Libraries;

/// <summary>Logistic regression with the audit's penalty, by Microsoft.ML's L-BFGS.</summary>
internal sealed class MlLogistic : IGroupAttack
{
    public string Name => "logistic";

    public IPreparedAttack Prepare(FeatureSet features, Folds folds) => MlLinear.On(UnitRows.Of(features), folds, Fit);

    private static LinearBinaryModelParameters Fit(MLContext context, IDataView examples, int count) =>
        context.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
        {
            L1Regularization = 0,
            L2Regularization = 1,
            OptimizationTolerance = 1e-4f,
            NumberOfThreads = 1,
        }).Fit(examples).Model.SubModel;
}
