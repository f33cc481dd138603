using Mote.Evaluation.Attacks;
using Mote.Recognition.Randomness;
using Mote.Recognition.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Mote.Attacks.Libraries;

/// <summary>The audit's perceptron, of the same size and trained as long, by TorchSharp.</summary>
internal sealed class TorchPerceptron : IGroupAttack
{
    private const int Units = 6;
    private const int Steps = 40;

    public string Name => "perceptron";

    public IPreparedAttack Prepare(FeatureSet features, Folds folds) => TorchModel.On(features.Principal, folds, (examples, signs, held) =>
    {
        // Drawn here: TorchSharp's generator is one for the whole process.
        var random = SeededRandom.Create(1);
        var inputs = (int)examples.shape[1];
        var spread = 2 / Math.Sqrt(inputs);
        var hidden = TensorMemory.Copy([.. Enumerable.Range(0, inputs * Units).Select(_ => (float)(spread * (random.NextDouble() - 0.5)))], Units, inputs).AsParameter();
        var offsets = zeros(Units).AsParameter();
        var output = TensorMemory.Copy([.. Enumerable.Range(0, Units).Select(unit => unit % 2 == 0 ? 0.5f : -0.5f)], 1, Units).AsParameter();
        var bias = zeros(1).AsParameter();
        var turned = signs.neg();
        TorchModel.Minimise([hidden, offsets, output, bias], Steps, 0.05, () => TorchModel.Penalised(nn.functional.softplus(Decide(examples) * turned).mean(), 0.01f, hidden, offsets, output, bias));
        return Decide(held);

        Tensor Decide(Tensor rows) => nn.functional.linear(nn.functional.relu(nn.functional.linear(rows, hidden, offsets)), output, bias);
    });
}
