using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace Mote.Evaluation.Attacks;

/// <summary>Logistic regression with a quadratic penalty, minimised by L-BFGS.</summary>
public sealed class LogisticRegression : IGroupAttack
{
    private const double GradientTolerance = 1e-3;
    private const double ProgressTolerance = 1e-9;
    private const int Memory = 10;
    private const int MostSteps = 1000;

    /// <inheritdoc/>
    public string Name => "logistic";

    /// <inheritdoc/>
    public IPreparedAttack Prepare(FeatureSet features, Folds folds)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(folds);
        // One more feature that is 1 for everybody carries the intercept.
        var rows = Array.ConvertAll(features.Coordinates, row => (double[])[.. row, 1]);
        return new OneVersusRest(folds, (fold, sample, signs, decisions, cancellationToken) =>
        {
            var weights = Fit(Array.ConvertAll(sample, person => rows[person]), signs, cancellationToken);
            var held = folds.Held(fold);
            for (var i = 0; i < decisions.Length; i++)
                decisions[i] += TensorPrimitives.Dot<double>(rows[held[i]], weights);
        });
    }

    /// <summary>Minimises <c>sum_i log(1 + exp(-y_i w x_i)) + |w|^2 / 2</c>, for rows whose squared norm is about 1.</summary>
    internal static double[] Fit(double[][] rows, float[] signs, CancellationToken cancellationToken)
    {
        var objective = ObjectiveFunction.Gradient(point =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var weights = point.AsArray();
            var (loss, gradient) = (TensorPrimitives.SumOfSquares<double>(weights) / 2, (double[])[.. weights]);
            for (var i = 0; i < rows.Length; i++)
            {
                var margin = signs[i] * TensorPrimitives.Dot<double>(rows[i], weights);
                loss += Math.Log(1 + Math.Exp(-margin));
                TensorPrimitives.MultiplyAdd(rows[i], -signs[i] / (1 + Math.Exp(margin)), gradient, gradient);
            }

            return (loss, Vector<double>.Build.Dense(gradient));
        });
        var start = Vector<double>.Build.Dense(rows[0].Length);
        return new LimitedMemoryBfgsMinimizer(GradientTolerance, ProgressTolerance, ProgressTolerance, Memory, MostSteps).FindMinimum(objective, start).MinimizingPoint.AsArray();
    }
}
