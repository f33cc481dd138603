using System.Numerics.Tensors;

namespace Mote.Evaluation.Attacks;

/// <summary>
/// Logistic regression with a quadratic penalty. It is solved in the coefficients of the
/// training people, <c>w = sum_i alpha_i x_i</c>, by Nesterov's accelerated gradient, so that one Gram matrix serves every
/// labelling and the number of features does not matter.
/// </summary>
public sealed class LogisticRegression : IGroupAttack
{
    // Times |w|^2 / 2, for features whose squared norm is about 1.
    private const float Penalty = 1;
    private const int MostSteps = 200;
    private const float Tolerance = 1e-2f;

    /// <inheritdoc/>
    public string Name => "logistic";

    /// <inheritdoc/>
    public IPreparedAttack Prepare(FeatureSet features, Folds folds)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(folds);
        // One more feature that is 1 for everybody carries the intercept.
        var kernel = Array.ConvertAll(features.Gram, row => Array.ConvertAll(row, value => value + 1));
        return new OneVersusRest(folds, (fold, sample, signs, decisions, cancellationToken) =>
        {
            var coefficients = Fit(Gram.Part(kernel, sample, sample), signs, cancellationToken);
            var held = Gram.Part(kernel, folds.Held(fold), sample);
            for (var i = 0; i < decisions.Length; i++)
                decisions[i] += TensorPrimitives.Dot<float>(held[i], coefficients);
        });
    }

    /// <summary>Minimises <c>sum_i log(1 + exp(-y_i f_i)) + |w|^2 / 2</c> with <c>f = K alpha</c>.</summary>
    internal static float[] Fit(float[][] kernel, float[] signs, CancellationToken cancellationToken)
    {
        var n = signs.Length;
        // The largest row sum bounds the largest eigenvalue, and the loss bends by at most a quarter.
        var step = 1 / (Penalty + 0.25f * kernel.Max(row => TensorPrimitives.SumOfMagnitudes<float>(row)));
        var now = new float[n];
        var ahead = new float[n];
        var next = new float[n];
        var pull = new float[n];
        var momentum = 1.0;
        for (var iteration = 0; iteration < MostSteps; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var largest = 0f;
            for (var i = 0; i < n; i++)
            {
                var margin = signs[i] * TensorPrimitives.Dot<float>(kernel[i], ahead);
                pull[i] = Penalty * ahead[i] - signs[i] / (1 + MathF.Exp(margin));
                largest = Math.Max(largest, Math.Abs(pull[i]));
            }

            if (largest < Tolerance)
                break;
            TensorPrimitives.MultiplyAdd<float>(pull, -step, ahead, next);
            var following = (1 + Math.Sqrt(1 + 4 * momentum * momentum)) / 2;
            var over = (float)((momentum - 1) / following);
            TensorPrimitives.Subtract(next, now, pull);
            TensorPrimitives.MultiplyAdd<float>(pull, over, next, ahead);
            (now, next, momentum) = (next, now, following);
        }

        return ahead;
    }
}
