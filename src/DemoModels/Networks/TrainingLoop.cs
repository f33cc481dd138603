using Mote.Recognition.Randomness;
using Mote.Recognition.Training;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using AdamW = Mote.Recognition.Training.AdamW;

namespace Mote.DemoModels.Networks;

/// <summary>Epochs of shuffled batches, one learning rate cycle over all.</summary>
/// <param name="epochs">How often every example is seen.</param>
/// <param name="learningRate">The peak of the learning rate.</param>
/// <param name="weightDecay">The decay, relative to the learning rate.</param>
internal sealed class TrainingLoop(int epochs, double learningRate, double weightDecay)
{
    private const int BatchSize = 128;
    private const uint Stream = 21;

    /// <summary>Trains.</summary>
    /// <param name="parameters">What is trained.</param>
    /// <param name="examples">How many examples there are.</param>
    /// <param name="seed">Shuffles them.</param>
    /// <param name="loss">The loss of a batch: the examples, and how far the training has come, 0 to 1.</param>
    /// <param name="report">Told the epoch and its mean loss.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public void Run(IEnumerable<Parameter> parameters, int examples, ulong seed, Func<int[], double, Tensor> loss, Action<int, double> report, CancellationToken cancellationToken)
    {
        var random = SeededRandom.Create(seed, Stream);
        var optimiser = new AdamW(parameters, weightDecay);
        var order = Enumerable.Range(0, examples).ToArray();
        // A batch of a few would only disturb the statistics.
        var batches = examples / BatchSize;
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            for (var i = order.Length - 1; i > 0; i--)
            {
                var j = random.Next(i + 1);
                (order[i], order[j]) = (order[j], order[i]);
            }

            var sum = 0.0;
            for (var batch = 0; batch < batches; batch++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                var step = epoch * batches + batch;
                var value = loss(order[(batch * BatchSize)..((batch + 1) * BatchSize)], (double)step / (epochs * batches));
                value.backward();
                optimiser.Step(OneCycle.At(step, epochs * batches, learningRate));
                sum += value.item<float>();
            }

            report(epoch, sum / batches);
        }
    }
}
