using MathNet.Numerics.Random;
using Mote.Histories.Checking;
using Mote.Histories.People;

namespace Mote.Histories.Runs;

/// <summary>Clients that ask for anything about a few people, each one thing after another.</summary>
internal sealed class Crowd(Asking asking, KeyAsking keys, int silos, int seed)
{
    private const int Clients = 4;

    // So many that a search for an order ends.
    private const int MostOfOne = OperationSet.Most / 2;

    /// <summary>Goes on until it is told to end.</summary>
    /// <param name="people">About whom.</param>
    /// <param name="end">When.</param>
    public Task Ask(IReadOnlyList<string> people, CancellationToken end)
    {
        var left = people.ToDictionary(person => person, _ => new Left());
        return Task.WhenAll(Enumerable.Range(1, Clients).Select(client => Task.Run(() => One(client, people, left, end), CancellationToken.None)));
    }

    private async Task One(int client, IReadOnlyList<string> people, Dictionary<string, Left> left, CancellationToken end)
    {
        var random = new Xoshiro256StarStar(seed * Clients + client, threadSafe: false);
        while (!end.IsCancellationRequested)
        {
            var (person, silo, face) = (people[random.Next(people.Count)], random.Next(silos), (Face)random.Next(2));
            var (what, pause) = (random.NextDouble(), random.Next(250));
            if (what < 0.04)
                await keys.Make(silo);
            else if (what < 0.07)
                await keys.Revoke(silo);
            else if (what < 0.14)
                await keys.Show(silo);
            else if (left[person].Take(MostOfOne))
                await asking.Ask(person, Drawn(random.NextDouble()), face, $"client {client}", silo);
            // As people come: no faster than a history of theirs can be searched.
            await Task.Delay(pause, CancellationToken.None);
        }
    }

    private static Deed Drawn(double what) => what switch { < 0.2 => Deed.Enrol, < 0.3 => Deed.Reenrol, < 0.37 => Deed.Erase, < 0.42 => Deed.Unlock, _ => Deed.Verify };

    private sealed class Left
    {
        private int _taken;

        public bool Take(int most) => Interlocked.Increment(ref _taken) <= most;
    }
}
