using Mote.Evaluation.Attacks;
using TorchSharp;
using static TorchSharp.torch;

namespace Mote.Attacks.Libraries;

/// <summary>Logistic regression with the audit's penalty, by TorchSharp.</summary>
internal sealed class TorchLogistic : IGroupAttack
{
    public string Name => "logistic";

    public IPreparedAttack Prepare(FeatureSet features, Folds folds)
    {
        // One more feature that is 1 for everybody carries the intercept.
        var rows = Array.ConvertAll(UnitRows.Of(features), row => (float[])[.. row, 1]);
        return TorchModel.On(rows, folds, (examples, signs, held) =>
        {
            var weights = zeros(1, examples.shape[1]).AsParameter();
            var turned = examples * signs.neg();
            TorchModel.Minimise([weights], 100, 0.1, () => TorchModel.Penalised(nn.functional.softplus(nn.functional.linear(turned, weights)).sum(), 1, weights));
            return nn.functional.linear(held, weights);
        });
    }
}
