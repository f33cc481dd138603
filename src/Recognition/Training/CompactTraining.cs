using System.Numerics.Tensors;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Mote.Recognition.Networks;
using Mote.Recognition.Randomness;
using Mote.Recognition.Spaces;

namespace Mote.Recognition.Training;

/// <summary>
/// One subject's steps after another's, in the same memory, so that neither a step nor a subject costs any but its result;
/// the samples of one subject then stay in the nearer caches for all of its steps. Not thread-safe.
/// </summary>
internal sealed class CompactTraining : IDisposable
{
    private readonly CompactOptions _options;
    private readonly FaceSpace _space;
    private readonly CompactShape _shape;
    private readonly CompactSamples _samples;
    private readonly CompactLoss _loss;
    private readonly BalanceDial _dial;
    private readonly float[] _gradient;

    public CompactTraining(CompactOptions options, FaceSpace space, int groups)
    {
        (_options, _space) = (options, space);
        _shape = new CompactShape(options.Units, options.Spread);
        _samples = new CompactSamples(Math.Min(options.Impostors, space.People.Count), options.Genuine, groups, space.PlacedLength);
        _loss = new CompactLoss(_samples, options.Units, options.Softness);
        _dial = new BalanceDial(space, _samples.GenuineShares, _shape, options.Dial);
        _gradient = new float[options.Units * space.PlacedLength];
    }

    /// <summary>Trains one subject.</summary>
    /// <param name="order">The subject.</param>
    /// <param name="references">The directions of the references, rows of d values.</param>
    /// <param name="nearest">The rows of the cohort most like them.</param>
    public Network Run(TrainingOrder order, float[] references, ReadOnlySpan<int> nearest)
    {
        var random = SeededRandom.Create(order.Seed);
        _samples.Draw(order.Problem, nearest, random);
        var frame = Start(references, random);
        var length = _space.PlacedLength;
        var weights = new float[_options.Units * length];
        var biases = new float[_options.Units];
        Array.Fill(biases, -_shape.Cosine * _space.Tau0);
        for (var unit = 0; unit < _options.Units; unit++)
            weights[(unit + 1) * length - 1] = _shape.Demand(_space.Dimension);

        var output = _shape.Output;
        frame.Write(_shape, weights, length);
        for (var step = 0; step < _options.Steps; step++)
        {
            order.CancellationToken.ThrowIfCancellationRequested();
            _loss.Of(weights, biases, output, _gradient);
            _dial.AddTo(_gradient, frame[0]);
            frame.Descend(_shape, _gradient, length, (float)(_options.Rate * (1 - (double)step / _options.Steps)));
            frame.Write(_shape, weights, length);
            order.Progress?.Report((step + 1.0) / _options.Steps);
        }

        var outputs = new float[_options.Units];
        Array.Fill(outputs, _options.Slope * output);
        return new Network(CompactForm.Instance, [new DenseLayer(length, _options.Units, weights, biases), new DenseLayer(_options.Units, 1, outputs, [])]);
    }

    /// <summary>Forgets the last subject.</summary>
    public void Dispose() => _samples.Dispose();

    /// <summary>
    /// The first row looks at the mean of the references; the others lean to where single references lie, and anywhere
    /// where those do not tell.
    /// </summary>
    private Frame Start(float[] references, RandomSource random)
    {
        var dimension = _space.Dimension;
        var rows = new float[_shape.Units * dimension];
        var count = references.Length / dimension;
        for (var i = 0; i < count; i++)
            TensorPrimitives.Add(rows.AsSpan(0, dimension), references.AsSpan(i * dimension, dimension), rows.AsSpan(0, dimension));
        for (var row = 1; row < _shape.Units; row++)
        {
            var lean = rows.AsSpan(row * dimension, dimension);
            for (var i = 0; i < lean.Length; i++)
                lean[i] = (float)Normal.Sample(random, 0, 0.01 / Math.Sqrt(dimension));
            for (var unit = 0; unit < Math.Min(_shape.Units, count); unit++)
                TensorPrimitives.MultiplyAdd(references.AsSpan(unit * dimension, dimension), _shape[unit, row], lean, lean);
        }

        return new Frame(rows, dimension);
    }
}
