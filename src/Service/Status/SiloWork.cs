using Mote.Grains;

namespace Mote.Service.Status;

/// <summary>One kind of work on this silo.</summary>
/// <param name="AtWork">Pieces of it at work.</param>
/// <param name="Places">At most so many at once.</param>
/// <param name="Waiting">Pieces waiting for their turn.</param>
/// <param name="MostWaiting">At most so many.</param>
public sealed record SiloWork(int AtWork, int Places, int Waiting, int MostWaiting)
{
    internal static SiloWork Of(WorkLoad load) => new(load.AtWork, load.Concurrency, load.Waiting, load.QueueLimit);
}
