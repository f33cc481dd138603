using Mote.Evaluation.Attacks;
using TorchSharp;
using static TorchSharp.torch;

namespace Mote.Attacks.Libraries;

/// <summary>A support vector machine with the audit's kernel by TorchSharp, which follows gradients: the hinge is squared (Chapelle 2007).</summary>
internal sealed class TorchSupportVectors : IGroupAttack
{
    private const float Cost = 10;

    public string Name => "svm";

    public IPreparedAttack Prepare(FeatureSet features, Folds folds)
    {
        var rows = Array.ConvertAll(GaussianKernel.Coordinates(features), row => (float[])[.. row, 1]);
        return TorchModel.On(rows, folds, (examples, signs, held) =>
        {
            var weights = zeros(1, examples.shape[1]).AsParameter();
            var turned = examples * signs.neg();
            var (one, cost) = (ones(1), tensor(Cost));
            TorchModel.Minimise([weights], 100, 0.1, () => TorchModel.Penalised(cost * nn.functional.relu(nn.functional.linear(turned, weights, one)).square().sum(), 1, weights));
            return nn.functional.linear(held, weights);
        });
    }
}
