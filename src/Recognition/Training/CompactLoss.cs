using TorchSharp;
using static TorchSharp.torch;

namespace Mote.Recognition.Training;

/// <summary>
/// What <see cref="CompactTrainer"/> minimises: smooth-L1 between score and target (Girshick 2015, "Fast R-CNN",
/// equation 3), plus a term that pushes every unit below 0 wherever the target is 0. The second is what makes the
/// network silent on strangers, unit by unit, and not merely small in sum.
/// </summary>
internal static class CompactLoss
{
    /// <param name="samples">n rows of d values.</param>
    /// <param name="targets">n targets of 0 or more.</param>
    /// <param name="weights">h rows of d weights.</param>
    /// <param name="biases">h biases.</param>
    /// <param name="logOutputs">The logarithms of the h output weights, which keeps them positive.</param>
    /// <param name="silence">The weight of the second term.</param>
    public static Tensor Of(Tensor samples, Tensor targets, Tensor weights, Tensor biases, Tensor logOutputs, double silence)
    {
        var active = nn.functional.linear(samples, weights, biases).relu();
        var scores = active.matmul(logOutputs.exp());
        var fit = nn.functional.smooth_l1_loss(scores, targets);
        var strangers = targets.eq(0).to_type(ScalarType.Float32);
        var noise = (active.sum(1) * strangers).sum() / strangers.sum().clamp_min(1);
        return fit + silence * noise;
    }
}
