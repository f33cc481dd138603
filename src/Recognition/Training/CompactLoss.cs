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
    /// <param name="silence">n weights of the second term: 0 where the target is above 0.</param>
    /// <param name="weights">h rows of d weights.</param>
    /// <param name="biases">h biases.</param>
    /// <param name="logOutputs">The logarithms of the h output weights, which keeps them positive.</param>
    public static Tensor Of(Tensor samples, Tensor targets, Tensor silence, Tensor weights, Tensor biases, Tensor logOutputs)
    {
        var active = nn.functional.linear(samples, weights, biases).relu();
        var fit = nn.functional.smooth_l1_loss(active.matmul(logOutputs.exp()), targets);
        // Not `+`, whose temporary native scalar the finaliser may free while it is in use.
        return stack([fit, active.sum(1).dot(silence)]).sum();
    }
}
