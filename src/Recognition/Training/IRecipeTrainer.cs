using Mote.Recognition.Networks;

namespace Mote.Recognition.Training;

/// <summary>Trains one subject's network. Thread-safe: subjects are trained in parallel, each on one core.</summary>
public interface IRecipeTrainer
{
    /// <summary>The recipe.</summary>
    Recipe Recipe { get; }

    /// <summary>Trains, for milliseconds or seconds.</summary>
    /// <param name="problem">What to train from.</param>
    /// <param name="seed">The same seed gives the same weights on the same machine and versions.</param>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Stops between two steps and leaves nothing behind.</param>
    Network Train(TrainingProblem problem, ulong seed, IProgress<double>? progress, CancellationToken cancellationToken);
}
