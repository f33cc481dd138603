using System.Diagnostics;
using Mote.Client;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>Training is off the grains' scheduler and behind a gate: doors keep opening meanwhile.</summary>
public sealed class TrainingAsideTests(ITestOutputHelper output)
{
    private const double MostTimesIdle = 2;
    private const int IdleRounds = 30;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_WhileThePaperRecipeTrains_TakesAtMostTwiceItsIdleMedian()
    {
        var people = Person.First(3);
        var folder = Directory.CreateTempSubdirectory("mote-cluster-");
        try
        {
            await using var silo = await SiloProcess.Start(new Dictionary<string, string>(TestCohort.SiloSettings())
            {
                ["Mote__Storage__Provider"] = "sqlite",
                ["Mote__Storage__Sqlite__Path"] = Path.Combine(folder.FullName, "mote.db"),
            });
            var client = silo.Client;
            foreach (var person in people)
                await client.EnrolAsync(person.Name, File.ReadAllBytes(person.Enrol), cancellationToken: Cancelled);

            // The first rounds only warm the process up.
            await Median(client, people, round => round < IdleRounds);
            var idle = await Median(client, people, round => round < IdleRounds);
            var training = client.ReenrolAsync(
                people[0].Name, File.ReadAllBytes(people[0].Enrol), new EnrolmentSettings { Recipe = "paper" }, cancellationToken: Cancelled);
            var busy = await Median(client, people, _ => !training.IsCompleted);
            Assert.Equal(2, (await training).Version);

            output.WriteLine($"same person: {busy.Same / idle.Same:F2} x idle, others: {busy.Others / idle.Others:F2} x idle, {busy.Rounds} rounds while training");
            Assert.True(busy.Rounds >= 10, $"Only {busy.Rounds} rounds fitted into the training: too few for a median.");
            Assert.InRange(busy.Same / idle.Same, 0, MostTimesIdle);
            Assert.InRange(busy.Others / idle.Others, 0, MostTimesIdle);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Verifies the first person and one of the others, in turn, and gives the median milliseconds of each.</summary>
    private static async Task<(double Same, double Others, int Rounds)> Median(MoteClient client, IReadOnlyList<Person> people, Func<int, bool> goesOn)
    {
        var photos = people.Select(person => File.ReadAllBytes(person.Probes[0])).ToArray();
        List<double> same = [], others = [];
        for (var round = 0; goesOn(round); round++)
        {
            same.Add(await Time(0));
            others.Add(await Time(1 + round % (people.Count - 1)));
        }

        return (Middle(same), Middle(others), same.Count);

        async Task<double> Time(int person)
        {
            var start = Stopwatch.GetTimestamp();
            var answer = await client.VerifyAsync(people[person].Name, photos[person], Cancelled);
            Assert.InRange(answer.TemplateVersion, 1, 2);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
