using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Spaces;

namespace Mote.Recognition.Training;

/// <summary>
/// <see cref="Recipe.Compact"/>: <c>z = sum_j a ReLU(w_j . x - c q - b)</c> over a placed face, x its direction and q its
/// demand (<see cref="FaceSpace"/>). It starts as the mean of the references and learns from labels: the
/// cohort people most like the subject must score below the subject's synthetic photos, the groups weighted by the
/// balance (<see cref="BalanceDial"/>). Only the frame is learnt; how units lie to each other, a, b and c are one for all
/// (<see cref="CompactShape"/>), so that nothing of the subject's own is left where a rotation cannot hide it. Thread-safe.
/// </summary>
/// <param name="options">How to train; null for the defaults.</param>
public sealed class CompactTrainer(CompactOptions? options = null) : IRecipeTrainer
{
    private readonly CompactOptions _options = options ?? new CompactOptions();

    /// <inheritdoc/>
    public bool TrainsTogether => true;

    /// <inheritdoc/>
    public bool TakesSeconds => false;

    /// <inheritdoc/>
    public Network Train(TrainingProblem problem, ulong seed, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Train([new TrainingOrder(problem, seed, progress, cancellationToken)])[0].Value;

    /// <summary>
    /// Trains several subjects of one cohort. What all of them need of the whole cohort is one product; their steps are of
    /// their own samples and follow each other.
    /// </summary>
    /// <param name="orders">The subjects. One that fails or is cancelled harms no other.</param>
    /// <returns>One an order: its network, the same to the bit as alone, or why there is none.</returns>
    /// <exception cref="ArgumentException">The subjects are of several cohorts, or an option is out of range.</exception>
    public IReadOnlyList<Attempt<Network>> Train(IReadOnlyList<TrainingOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        _options.Validate();
        if (orders.Count == 0)
            return [];
        var (space, cohort) = (orders[0].Problem.Space, orders[0].Problem.Cohort);
        if (orders.Any(order => order.Problem.Space != space))
            throw new ArgumentException("The subjects of a batch are of one cohort.", nameof(orders));

        Attempt<float[]>[] references = [.. orders.Select(order => Attempt<float[]>.At(() => Directions(space, order)))];
        using var training = new CompactTraining(_options, space, cohort.Groups.Count);
        try
        {
            var nearest = NearestPeople.Of(space, [.. references.Select(attempt => attempt.Failure is null ? attempt.Value : [])], _options.Impostors);
            return [.. orders.Select((order, i) => references[i].Then(directions => training.Run(order, directions, nearest[i])))];
        }
        finally
        {
            foreach (var attempt in references)
                Array.Clear(attempt.Failure is null ? attempt.Value : []);
        }
    }

    private static float[] Directions(FaceSpace space, TrainingOrder order)
    {
        order.CancellationToken.ThrowIfCancellationRequested();
        var references = order.Problem.References;
        var directions = new float[references.Count * space.Dimension];
        for (var i = 0; i < references.Count; i++)
            space.Turn(references[i].Span, directions.AsSpan(i * space.Dimension, space.Dimension), space.Dimension);
        return directions;
    }
}
