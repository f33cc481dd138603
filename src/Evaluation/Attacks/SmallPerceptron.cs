using System.Numerics.Tensors;
using Mote.Recognition.Randomness;

namespace Mote.Evaluation.Attacks;

/// <summary>
/// A perceptron with one small hidden layer of ReLU units over the leading principal coordinates, trained by Adam (Kingma and Ba 2015) on all samples at once.
/// </summary>
/// <param name="seed">Draws the weights it starts from.</param>
public sealed class SmallPerceptron(ulong seed = 1) : IGroupAttack
{
    private const int Units = 6;
    private const int Steps = 40;
    private const float Rate = 0.05f;
    private const float Decay = 0.01f;

    /// <inheritdoc/>
    public string Name => "perceptron";

    /// <inheritdoc/>
    public IPreparedAttack Prepare(FeatureSet features, Folds folds)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(folds);
        var rows = features.Principal;
        return new OneVersusRest(folds, (fold, sample, signs, decisions, cancellationToken) =>
        {
            var trained = new Weights(rows[0].Length, seed);
            trained.Train(Array.ConvertAll(sample, person => rows[person]), signs, cancellationToken);
            var held = folds.Held(fold);
            for (var i = 0; i < decisions.Length; i++)
                decisions[i] += trained.Decide(rows[held[i]]);
        });
    }

    /// <summary>All parameters in one array, since Adam treats them alike: for each unit its row, its bias and its output weight, then the output's bias.</summary>
    private sealed class Weights
    {
        private readonly int _inputs;
        private readonly int _stride;
        private readonly float[] _values;

        public Weights(int inputs, ulong seed)
        {
            (_inputs, _stride) = (inputs, inputs + 2);
            _values = new float[Units * _stride + 1];
            var random = SeededRandom.Create(seed);
            var spread = 2 / Math.Sqrt(Math.Max(1, inputs));
            for (var unit = 0; unit < Units; unit++)
            {
                for (var input = 0; input < inputs; input++)
                    _values[unit * _stride + input] = (float)(spread * (random.NextDouble() - 0.5));
                _values[unit * _stride + inputs + 1] = unit % 2 == 0 ? 0.5f : -0.5f;
            }
        }

        public double Decide(float[] row)
        {
            var sum = _values[^1];
            for (var unit = 0; unit < Units; unit++)
                sum += Output(unit) * Math.Max(0, Activation(unit, row));
            return sum;
        }

        public void Train(float[][] rows, float[] signs, CancellationToken cancellationToken)
        {
            var gradient = new float[_values.Length];
            var mean = new float[_values.Length];
            var square = new float[_values.Length];
            for (var step = 1; step <= Steps; step++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Array.Clear(gradient);
                for (var i = 0; i < rows.Length; i++)
                    Accumulate(rows[i], signs[i], 1f / rows.Length, gradient);
                TensorPrimitives.MultiplyAdd(_values, Decay, gradient, gradient);
                var (first, second) = (1 - MathF.Pow(0.9f, step), 1 - MathF.Pow(0.999f, step));
                for (var k = 0; k < _values.Length; k++)
                {
                    mean[k] += 0.1f * (gradient[k] - mean[k]);
                    square[k] += 0.001f * (gradient[k] * gradient[k] - square[k]);
                    _values[k] -= Rate * (mean[k] / first) / (MathF.Sqrt(square[k] / second) + 1e-8f);
                }
            }
        }

        private void Accumulate(float[] row, float sign, float weight, float[] gradient)
        {
            Span<float> active = stackalloc float[Units];
            var sum = _values[^1];
            for (var unit = 0; unit < Units; unit++)
            {
                active[unit] = Math.Max(0, Activation(unit, row));
                sum += Output(unit) * active[unit];
            }

            var pull = -weight * sign / (1 + MathF.Exp(sign * sum));
            gradient[^1] += pull;
            for (var unit = 0; unit < Units; unit++)
            {
                if (active[unit] == 0)
                    continue;
                var own = gradient.AsSpan(unit * _stride, _stride);
                own[_inputs + 1] += pull * active[unit];
                var back = pull * Output(unit);
                own[_inputs] += back;
                TensorPrimitives.MultiplyAdd(row, back, own[.._inputs], own[.._inputs]);
            }
        }

        private float Activation(int unit, float[] row) =>
            TensorPrimitives.Dot<float>(_values.AsSpan(unit * _stride, _inputs), row) + _values[unit * _stride + _inputs];

        private float Output(int unit) => _values[unit * _stride + _inputs + 1];
    }
}
