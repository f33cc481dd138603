using Mote.Recognition.Networks;

namespace Mote.Recognition.Training;

/// <summary>
/// The control: one untrained unit, <c>ReLU(reference . x - tau0)</c>. It orders faces exactly as the cosine with the
/// reference does, so whatever a trained network does better, it has learnt.
/// </summary>
public sealed class SingleUnitTrainer : IRecipeTrainer
{
    /// <inheritdoc/>
    public Recipe Recipe => Recipe.SingleUnit;

    /// <inheritdoc/>
    public Network Train(TrainingProblem problem, ulong seed, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var reference = MeanReference.Of(problem.References);
        progress?.Report(1);
        return new Network(Recipe, [
            new DenseLayer(reference.Length, 1, reference, [-problem.Tau0]),
            new DenseLayer(1, 1, [1f], []),
        ]);
    }
}
