namespace Mote.Grains;

/// <summary>How busy one kind of work keeps a silo.</summary>
/// <param name="AtWork">Pieces of it at work.</param>
/// <param name="Concurrency">At most so many at once.</param>
/// <param name="Waiting">Pieces waiting for their turn.</param>
/// <param name="QueueLimit">At most so many; what comes then is answered <c>overloaded</c>.</param>
public readonly record struct WorkLoad(int AtWork, int Concurrency, int Waiting, int QueueLimit);
