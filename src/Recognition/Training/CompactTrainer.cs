using System.Numerics.Tensors;
using MathNet.Numerics.Distributions;
using Mote.Recognition.Networks;
using Mote.Recognition.Randomness;

namespace Mote.Recognition.Training;

/// <summary>
/// <see cref="Recipe.Compact"/>: <c>z = sum_j a ReLU(w_j . x - c q - b)</c> over a placed face, x its direction and q its
/// typicality (<see cref="Cohorts.FaceSpace"/>). It starts as the mean of the references and learns from labels: the
/// cohort people most like the subject must score below the subject's synthetic photos, the groups weighted by the
/// balance (<see cref="BalanceDial"/>). Only the frame is learnt; how units lie to each other, a, b and c are one for all
/// (<see cref="CompactShape"/>), so that nothing of the subject's own is left where a rotation cannot hide it. Thread-safe.
/// </summary>
/// <param name="options">How to train; null for the defaults.</param>
public sealed class CompactTrainer(CompactOptions? options = null) : IRecipeTrainer
{
    private readonly CompactOptions _options = options ?? new CompactOptions();

    /// <inheritdoc/>
    public Recipe Recipe => Recipe.Compact;

    /// <inheritdoc/>
    public Network Train(TrainingProblem problem, ulong seed, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        _options.Validate();
        var random = SeededRandom.Create(seed);
        var samples = CompactSamples.Draw(problem, _options, random);
        var shape = new CompactShape(_options.Units, _options.Spread);
        var frame = Start(problem, samples, shape, random);

        var length = problem.Space.PlacedLength;
        var weights = new float[_options.Units * length];
        var biases = new float[_options.Units];
        Array.Fill(biases, -shape.Cosine * problem.Space.Tau0);
        for (var unit = 0; unit < _options.Units; unit++)
            weights[(unit + 1) * length - 1] = -shape.Cosine / problem.Space.DemandScale;

        // The margin then rises by 1 with the cosine to the frame's first row.
        var output = 1 / (_options.Units * shape.Cosine);
        var loss = new CompactLoss(samples, _options.Units, _options.Softness);
        var dial = new BalanceDial(problem.Space, samples.GenuineShares, shape, _options.Dial);
        var gradient = new float[weights.Length];
        frame.Write(shape, weights, length);
        for (var step = 0; step < _options.Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            loss.Of(weights, biases, output, gradient);
            dial.AddTo(gradient, frame[0]);
            frame.Descend(shape, gradient, length, (float)(_options.Rate * (1 - (double)step / _options.Steps)));
            frame.Write(shape, weights, length);
            progress?.Report((step + 1.0) / _options.Steps);
        }

        var outputs = new float[_options.Units];
        Array.Fill(outputs, _options.Slope * output);
        return new Network(Recipe, [new DenseLayer(length, _options.Units, weights, biases), new DenseLayer(_options.Units, 1, outputs, [])]);
    }

    /// <summary>
    /// The first row looks at the mean of the references; the others lean to where single references lie, and anywhere
    /// where those do not tell.
    /// </summary>
    private static Frame Start(TrainingProblem problem, CompactSamples samples, CompactShape shape, MathNet.Numerics.Random.RandomSource random)
    {
        var dimension = problem.Space.Dimension;
        var rows = new float[shape.Units * dimension];
        var references = samples.References.Length / dimension;
        for (var i = 0; i < references; i++)
            TensorPrimitives.Add(rows.AsSpan(0, dimension), samples.References.AsSpan(i * dimension, dimension), rows.AsSpan(0, dimension));
        for (var row = 1; row < shape.Units; row++)
        {
            var lean = rows.AsSpan(row * dimension, dimension);
            for (var i = 0; i < lean.Length; i++)
                lean[i] = (float)Normal.Sample(random, 0, 0.01 / Math.Sqrt(dimension));
            for (var unit = 0; unit < Math.Min(shape.Units, references); unit++)
                TensorPrimitives.MultiplyAdd(samples.References.AsSpan(unit * dimension, dimension), shape[unit, row], lean, lean);
        }

        return new Frame(rows, dimension);
    }
}
