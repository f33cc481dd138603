using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;
using Mote.Evaluation.Attacks;

namespace Mote.Attacks.Libraries;

/// <summary>Logistic regression with the audit's penalty, minimised by MathNet's L-BFGS.</summary>
internal sealed class MathNetLogistic : IGroupAttack
{
    private const int MostSteps = 100;

    public string Name => "logistic";

    public IPreparedAttack Prepare(FeatureSet features, Folds folds)
    {
        // One more feature that is 1 for everybody carries the intercept.
        var rows = Array.ConvertAll(UnitRows.Of(features), row => (double[])[.. row, 1]);
        return new OneVersusRest(folds, (fold, sample, signs, decisions, cancellationToken) =>
        {
            var weights = Fit(Array.ConvertAll(sample, person => rows[person]), signs, cancellationToken);
            var held = folds.Held(fold);
            for (var i = 0; i < decisions.Length; i++)
                decisions[i] += TensorPrimitives.Dot<double>(rows[held[i]], weights);
        });
    }

    private static double[] Fit(double[][] rows, float[] signs, CancellationToken cancellationToken)
    {
        var objective = ObjectiveFunction.Gradient(point =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var weights = point.AsArray();
            var (loss, gradient) = (0.5 * TensorPrimitives.SumOfSquares<double>(weights), (double[])[.. weights]);
            for (var i = 0; i < signs.Length; i++)
            {
                var margin = signs[i] * TensorPrimitives.Dot<double>(rows[i], weights);
                loss += Math.Log(1 + Math.Exp(-margin));
                TensorPrimitives.MultiplyAdd(rows[i], -signs[i] / (1 + Math.Exp(margin)), gradient, gradient);
            }

            return (loss, Vector<double>.Build.Dense(gradient));
        });
        return new LimitedMemoryBfgsMinimizer(1e-3, 1e-9, 1e-9, 10, MostSteps).FindMinimum(objective, Vector<double>.Build.Dense(rows[0].Length)).MinimizingPoint.AsArray();
    }
}
