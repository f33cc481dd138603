using Mote.Recognition.Networks;

namespace Mote.Recognition.Training;

/// <summary>Trains subjects' networks. Thread-safe: several subjects are trained in parallel, each call on one core.</summary>
public interface IRecipeTrainer
{
    /// <summary>Whether several subjects are trained in less time together than one after another.</summary>
    bool TrainsTogether { get; }

    /// <summary>Whether a subject takes seconds, and not milliseconds: then nobody should wait for somebody else's.</summary>
    bool TakesSeconds { get; }

    /// <summary>Makes sure that what it trains with is here and loads.</summary>
    /// <exception cref="TorchUnavailableException">It is not; the message says how to add it.</exception>
    void RequireHere()
    {
    }

    /// <summary>Trains one network, for milliseconds or seconds.</summary>
    /// <param name="problem">What to train from.</param>
    /// <param name="seed">The same seed gives the same weights on the same machine and versions.</param>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Stops between two steps and leaves nothing behind.</param>
    Network Train(TrainingProblem problem, ulong seed, IProgress<double>? progress, CancellationToken cancellationToken);

    /// <summary>Trains several subjects of one cohort, together where the recipe gains by it, else one after another.</summary>
    /// <param name="orders">The subjects. One that fails or is cancelled harms no other.</param>
    /// <returns>One an order: its network, the same to the bit as alone, or why there is none.</returns>
    IReadOnlyList<Attempt<Network>> Train(IReadOnlyList<TrainingOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        return [.. orders.Select(order => Attempt<Network>.At(() => Train(order.Problem, order.Seed, order.Progress, order.CancellationToken)))];
    }
}
