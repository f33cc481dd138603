using Mote.Client;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>A silo that dies while it asks for many re-enrolments goes on where it stood, and notes nobody twice.</summary>
[Trait("Takes", "long")]
public sealed class KilledReenrolmentJobTests
{
    private const int People = 6;

    // Names of nobody, between and behind: enough to be killed among them.
    private const int Others = 3000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_Killed_GoOnWhenTheyAreAskedFor()
    {
        var folder = Directory.CreateTempSubdirectory("mote-requests-");
        try
        {
            await using var silo = await SiloProcess.Start(DemoPeople.Settings(folder.FullName));
            string[] people = [.. Enumerable.Range(0, People).Select(person => $"n-{person * (Others / People):D4}-person")];
            for (var person = 0; person < People; person++)
                await silo.Client.EnrolAsync(people[person], DemoPeople.Photo(person, 0), new() { Recipe = "single-unit" }, cancellationToken: Cancelled);

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            var asking = silo.Client.RequestReenrolmentsAsync(
                new ReenrolmentSelection([.. people, .. Enumerable.Range(0, Others).Select(other => $"n-{other:D4}")]), cancellationToken: stop.Token);
            // A third of the names lies before this one.
            while ((await silo.Client.FindAsync(people[People / 3], Cancelled))!.ReenrolmentRequestedOn is null)
                Assert.False(asking.IsCompleted);
            await silo.Kill();
            await stop.CancelAsync();
            await asking.ContinueWith(_ => { }, Cancelled, TaskContinuationOptions.None, TaskScheduler.Default);

            await silo.Start();
            var first = (await silo.Client.FindReenrolmentRequestsAsync(Cancelled))!;
            // It did not begin anew.
            Assert.InRange(first.Done, 100, Others + People);
            var job = first;
            while (job.State == ReenrolmentJobState.Running)
                job = (await silo.Client.FindReenrolmentRequestsAsync(Cancelled))!;
            Assert.Equal((ReenrolmentJobState.Complete, Others + People, Others + People, Others, 0), (job.State, job.Total, job.Done, job.NotEnrolled, job.Refused));
            Assert.Equal(People, job.Noted + job.NotedBefore);
            foreach (var person in people)
            {
                Assert.Equal(ReenrolmentReason.Asked, (await silo.Client.FindAsync(person, Cancelled))!.ReenrolmentReason);
                Assert.InRange(await silo.Client.AuditAsync(new AuditFilter { Subject = person, Kind = AuditKind.ReenrolmentRequested }, Cancelled).CountAsync(Cancelled), 0, 1);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
