using System.Numerics.Tensors;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;
using Mote.Recognition.Networks;
using Mote.Recognition.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mote.Recognition.Training;

/// <summary>
/// <see cref="Recipe.Compact"/>: <c>z(x) = sum_j a_j ReLU(w_j . x + b_j)</c> with positive a_j and no output bias, fitted
/// to a target that rises with the cosine above tau0 and is 0 below, so that (nearly) every stranger scores exactly 0:
/// the privacy-preserving loss. Thread-safe.
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
        TorchLibrary.Require();
        var random = SeededRandom.Create(seed);
        var dimension = problem.Reference.Length;
        var (rows, offsets, outputs) = Start(problem, random);
        var batch = new CompactBatch(problem, _options, random);

        using var scope = NewDisposeScope();
        var weights = TensorMemory.Copy(rows, _options.Units, dimension).AsParameter();
        var biases = TensorMemory.Copy(offsets, _options.Units).AsParameter();
        var logOutputs = TensorMemory.Copy(outputs, _options.Units).AsParameter();
        var optimiser = new AdamW([weights, biases, logOutputs], _options.WeightDecay);
        var samples = zeros(CompactBatch.Size, dimension);
        var targets = zeros(CompactBatch.Size);
        var silence = zeros(CompactBatch.Size);
        for (var step = 0; step < _options.Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var stepScope = NewDisposeScope();
            batch.Draw(TensorMemory.Span(samples), TensorMemory.Span(targets), TensorMemory.Span(silence));
            CompactLoss.Of(samples, targets, silence, weights, biases, logOutputs).backward();
            optimiser.Step(OneCycle.At(step, _options.Steps, _options.LearningRate));
            progress?.Report((step + 1.0) / _options.Steps);
        }

        return new Network(Recipe, [
            new DenseLayer(dimension, _options.Units, weights.data<float>().ToArray(), biases.data<float>().ToArray()),
            new DenseLayer(_options.Units, 1, logOutputs.exp().data<float>().ToArray(), []),
        ]);
    }

    /// <summary>
    /// Units that look halfway between the reference and anywhere, silent below tau0 and steep enough together to reach
    /// the target at the reference.
    /// </summary>
    private (float[] Rows, float[] Offsets, float[] LogOutputs) Start(TrainingProblem problem, RandomSource random)
    {
        var reference = problem.Reference.Span;
        var rows = new float[_options.Units * reference.Length];
        var offsets = new float[_options.Units];
        var cosines = new float[_options.Units];
        for (var unit = 0; unit < _options.Units; unit++)
        {
            var row = rows.AsSpan(unit * reference.Length, reference.Length);
            for (var i = 0; i < row.Length; i++)
                row[i] = (float)Normal.Sample(random, 0, 1);
            TensorPrimitives.Divide(row, TensorPrimitives.Norm(row), row);
            TensorPrimitives.Add(row, reference, row);
            TensorPrimitives.Divide(row, TensorPrimitives.Norm(row), row);
            cosines[unit] = TensorPrimitives.Dot(row, reference);
            offsets[unit] = -problem.Tau0 * cosines[unit];
        }

        var output = MathF.Log(_options.Slope / (_options.Units * cosines.Average()));
        return (rows, offsets, [.. Enumerable.Repeat(output, _options.Units)]);
    }
}
