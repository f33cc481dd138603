using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Trainers;
using Mote.Evaluation.Attacks;

namespace Mote.Attacks.Libraries;

/// <summary>A linear model of Microsoft.ML, fitted and asked without its transformers: those take longer than the product.</summary>
internal static class MlLinear
{
    // What a violated margin costs, as in the audit's own machine.
    private const float Cost = 10;

    public delegate LinearBinaryModelParameters Fit(MLContext context, IDataView examples, int count);

    /// <summary>The attack on rows that do not depend on labels.</summary>
    public static IPreparedAttack On(IReadOnlyList<float[]> rows, Folds folds, Fit fit) => new OneVersusRest(folds, (fold, sample, signs, decisions, cancellationToken) =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        var context = Examples.Context();
        var model = fit(context, Examples.View(context, Array.ConvertAll(sample, person => rows[person]), signs), sample.Length);
        float[] weights = [.. model.Weights];
        var held = folds.Held(fold);
        for (var i = 0; i < decisions.Length; i++)
            decisions[i] += TensorPrimitives.Dot<float>(weights, rows[held[i]]) + model.Bias;
    });

    /// <summary>The loss of a support vector machine, by stochastic dual coordinate ascent.</summary>
    public static LinearBinaryModelParameters Hinge(MLContext context, IDataView examples, int count) =>
        context.BinaryClassification.Trainers.SdcaNonCalibrated(new SdcaNonCalibratedBinaryTrainer.Options
        {
            LossFunction = new HingeLoss(),
            L1Regularization = 0,
            L2Regularization = 1 / (Cost * count),
            MaximumNumberOfIterations = 100,
            NumberOfThreads = 1,
        }).Fit(examples).Model;
}
