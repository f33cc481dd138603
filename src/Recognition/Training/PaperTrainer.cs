using MathNet.Numerics;
using MathNet.Numerics.Random;
using Mote.Recognition.Networks;
using Mote.Recognition.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Mote.Recognition.Training;

/// <summary>
/// <see cref="Recipe.Paper"/>, the published recipe (arXiv 2505.19920): a small multilayer perceptron with dropout,
/// binary cross-entropy on its logit, AdamW, and early stopping on a second cohort. Thread-safe. Dropout masks come from
/// the seeded generator, since TorchSharp's is one for the whole process.
/// </summary>
/// <param name="options">How to train; null for the published values.</param>
public sealed class PaperTrainer(PaperOptions? options = null) : IRecipeTrainer
{
    private readonly PaperOptions _options = options ?? new PaperOptions();

    /// <inheritdoc/>
    public bool TrainsTogether => false;

    /// <inheritdoc/>
    public bool TakesSeconds => true;

    /// <summary>The form of its networks.</summary>
    internal static NetworkForm Form { get; } = new LogitForm(Recipe.Paper);

    /// <inheritdoc/>
    public void RequireHere() => TorchLibrary.Require();

    /// <inheritdoc/>
    public Network Train(TrainingProblem problem, ulong seed, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        _options.Validate();
        TorchLibrary.Require();
        var random = SeededRandom.Create(seed);
        var reference = MeanReference.Of(problem.References);
        var training = LabelledSet.Of(problem.Cohort.Training, problem.Genuine, reference, problem.Balance, random);
        var validation = LabelledSet.Of(problem.Cohort.Validation, problem.ValidationGenuine, reference, problem.Balance, random);

        using var scope = NewDisposeScope();
        var perceptron = new Perceptron(Widths(reference.Length, random), random);
        var optimiser = new AdamW(perceptron.Parameters, _options.WeightDecay);
        var samples = TensorMemory.Copy(training.Samples, training.Labels.Length, reference.Length);
        var labels = TensorMemory.Copy(training.Labels, training.Labels.Length);
        var validationSamples = TensorMemory.Copy(validation.Samples, validation.Labels.Length, reference.Length);
        var validationLabels = TensorMemory.Copy(validation.Labels, validation.Labels.Length);

        var best = perceptron.Layers();
        var leastLoss = double.PositiveInfinity;
        var order = Enumerable.Range(0, training.Labels.Length).Select(row => (long)row).ToArray();
        for (int epoch = 0, waited = 0; epoch < _options.MostEpochs && waited < _options.Patience; epoch++)
        {
            Combinatorics.SelectPermutationInplace(order, random);
            foreach (var rows in order.Chunk(_options.BatchSize))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var stepScope = NewDisposeScope();
                var picked = tensor(rows);
                var logits = perceptron.Forward(samples.index_select(0, picked), _options.Dropout, random);
                nn.functional.binary_cross_entropy_with_logits(logits, labels.index_select(0, picked)).backward();
                optimiser.Step(_options.LearningRate);
            }

            var loss = Loss(perceptron, validationSamples, validationLabels);
            waited++;
            if (loss < leastLoss)
                (leastLoss, best, waited) = (loss, perceptron.Layers(), 0);
            progress?.Report((epoch + 1.0) / _options.MostEpochs);
        }

        progress?.Report(1);
        return new Network(Form, best);
    }

    private int[] Widths(int dimension, RandomSource random) =>
        [dimension, .. _options.Hidden.Select(width => Math.Max(1, width + random.Next(-_options.Jitter, _options.Jitter + 1))), 1];

    private static double Loss(Perceptron perceptron, Tensor samples, Tensor labels)
    {
        using var scope = NewDisposeScope();
        using var still = no_grad();
        return nn.functional.binary_cross_entropy_with_logits(perceptron.Forward(samples, 0, null), labels).item<float>();
    }
}
