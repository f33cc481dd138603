namespace Mote.Recognition.Training;

/// <summary>One subject of a batch.</summary>
/// <param name="Problem">What to train from.</param>
/// <param name="Seed">The same seed gives the same weights, alone or in any batch, on the same machine and versions.</param>
/// <param name="Progress">Told how far this subject's training has come, 0 to 1; may be null.</param>
/// <param name="CancellationToken">Stops this subject between two steps, and nobody else.</param>
public sealed record TrainingOrder(TrainingProblem Problem, ulong Seed, IProgress<double>? Progress, CancellationToken CancellationToken);
