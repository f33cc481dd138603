using System.Numerics.Tensors;

namespace Mote.Evaluation.Attacks;

/// <summary>
/// A support vector machine with a Gaussian kernel as wide as the features, <c>exp(-|x - y|^2 / d)</c> for d standardised
/// ones.
/// </summary>
public sealed class SupportVectors : IGroupAttack
{
    private const float Cost = 10;

    /// <inheritdoc/>
    public string Name => "svm";

    /// <inheritdoc/>
    public IPreparedAttack Prepare(FeatureSet features, Folds folds)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(folds);
        var gram = features.Gram;
        var kernel = gram.Select((row, i) => row.Select((value, j) => MathF.Exp(2 * value - gram[i][i] - gram[j][j])).ToArray()).ToArray();
        return new OneVersusRest(folds, (fold, sample, signs, decisions, cancellationToken) =>
        {
            var costs = new float[sample.Length];
            Array.Fill(costs, Cost);
            var (multipliers, bias) = SupportVectorDual.Solve(Gram.Part(kernel, sample, sample), signs, costs, cancellationToken);
            var coefficients = multipliers.Zip(signs, (multiplier, sign) => (float)multiplier * sign).ToArray();
            var held = Gram.Part(kernel, folds.Held(fold), sample);
            for (var i = 0; i < decisions.Length; i++)
                decisions[i] += TensorPrimitives.Dot<float>(held[i], coefficients) + bias;
        });
    }
}
