using Mote.Recognition.Networks;

namespace Mote.Recognition.Training;

/// <summary>
/// The control: one untrained unit, <c>ReLU(reference . x - tau0)</c>. It orders faces exactly as the cosine with the
/// reference does, so whatever a trained network does better, it has learnt.
/// </summary>
public sealed class SingleUnitTrainer : IRecipeTrainer
{
    /// <inheritdoc/>
    public bool TrainsTogether => false;

    /// <inheritdoc/>
    public bool TakesSeconds => false;

    /// <summary>The network of one reference, whose margin is the cosine with it less an offset.</summary>
    /// <param name="reference">d values; the network takes ownership.</param>
    /// <param name="offset">What is subtracted.</param>
    public static Network Of(float[] reference, float offset)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return new Network(SingleUnitForm.Instance, [new DenseLayer(reference.Length, 1, reference, [-offset]), new DenseLayer(1, 1, [1f], [])]);
    }

    /// <inheritdoc/>
    public Network Train(TrainingProblem problem, ulong seed, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var reference = MeanReference.Of(problem.References);
        progress?.Report(1);
        return Of(reference, problem.Tau0);
    }
}
