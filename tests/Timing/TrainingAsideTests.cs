using System.Diagnostics;
using Mote.Client;
using Mote.Tests;

namespace Mote.Timing;

/// <summary>Training is off the grains' scheduler and behind a gate: doors keep opening meanwhile.</summary>
public sealed class TrainingAsideTests(ITestOutputHelper output)
{
    private const double MostTimesIdle = 2;
    private const int IdleRounds = 30;
    private const int BusyRounds = 30;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_WhileThePaperRecipeTrains_TakesAtMostTwiceItsIdleMedian()
    {
        var people = Person.First(3);
        var folder = Directory.CreateTempSubdirectory("mote-cluster-");
        try
        {
            await using var silo = Person.Silo(folder.FullName);
            await silo.Start();
            var client = silo.Client;
            foreach (var person in people)
                await client.EnrolAsync(person.Name, File.ReadAllBytes(person.Enrol), cancellationToken: Cancelled);

            // The first rounds only warm the process up.
            await Verify(client, people, new(), round => round < IdleRounds);
            var idle = new Times();
            await Verify(client, people, idle, round => round < IdleRounds);

            // One training ends soon, so it is repeated until there are enough rounds for a median.
            var busy = new Times();
            var version = 1;
            while (busy.Same.Count < BusyRounds)
            {
                var training = client.ReenrolAsync(
                    people[0].Name, File.ReadAllBytes(people[0].Enrol), new EnrolmentSettings { Recipe = "paper" }, cancellationToken: Cancelled);
                await Verify(client, people, busy, _ => !training.IsCompleted);
                Assert.Equal(++version, (await training).Version);
            }

            var (same, others) = (Median(busy.Same) / Median(idle.Same), Median(busy.Others) / Median(idle.Others));
            output.WriteLine($"same person: {same:F2} x idle, others: {others:F2} x idle, {busy.Same.Count} rounds during {version - 1} trainings");
            Assert.InRange(same, 0, MostTimesIdle);
            Assert.InRange(others, 0, MostTimesIdle);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Verifies the first person and one of the others, in turn, and notes the milliseconds of each.</summary>
    private static async Task Verify(MoteClient client, IReadOnlyList<Person> people, Times times, Func<int, bool> goesOn)
    {
        var photos = people.Select(person => File.ReadAllBytes(person.Probes[0])).ToArray();
        for (var round = 0; goesOn(round); round++)
        {
            times.Same.Add(await Time(0));
            times.Others.Add(await Time(1 + round % (people.Count - 1)));
        }

        async Task<double> Time(int person)
        {
            var start = Stopwatch.GetTimestamp();
            await client.VerifyAsync(people[person].Name, photos[person], Cancelled);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class Times
    {
        public List<double> Same { get; } = [];

        public List<double> Others { get; } = [];
    }
}
