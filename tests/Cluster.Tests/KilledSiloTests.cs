using System.Collections.Concurrent;
using Mote.Client;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>A silo that dies in the middle of its work loses nothing that it has acknowledged.</summary>
public sealed class KilledSiloTests
{
    private const int People = 20;
    private const int AcknowledgedBeforeTheKill = 6;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sqlite_KilledDuringEnrolments_KeepsWhatItAcknowledged()
    {
        var folder = Directory.CreateTempSubdirectory("mote-cluster-");
        try
        {
            await KillDuringEnrolments(DemoPeople.Settings(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Blob_KilledDuringEnrolments_KeepsWhatItAcknowledged()
    {
        await using var azurite = await AzuriteServer.StartAsync(Cancelled);
        await KillDuringEnrolments(DemoPeople.Settings(azurite, "blob"));
    }

    private static async Task KillDuringEnrolments(Dictionary<string, string?> settings)
    {
        var people = DemoPerson.First(People);
        await using var silo = await SiloProcess.Start(settings);

        var acknowledged = new ConcurrentDictionary<string, bool>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var enrolments = people.Select(person => Enrol(silo.Client, person, () =>
        {
            acknowledged[person.Name] = true;
            if (acknowledged.Count >= AcknowledgedBeforeTheKill)
                enough.TrySetResult();
        }, stop.Token)).ToArray();
        await enough.Task.WaitAsync(TimeSpan.FromMinutes(2), Cancelled);
        await silo.Kill();
        await stop.CancelAsync();
        await Task.WhenAll(enrolments);
        Assert.InRange(acknowledged.Count, AcknowledgedBeforeTheKill, People - 1);

        await silo.Start();
        var listed = await silo.Client.ListAsync(cancellationToken: Cancelled).ToListAsync(Cancelled);
        Assert.Equal(listed.Count, await silo.Client.CountAsync(Cancelled));
        Assert.Equal(listed.Count, listed.Distinct().Count());
        foreach (var person in people)
        {
            var identity = await silo.Client.FindAsync(person.Name, Cancelled);
            Assert.Equal(identity is not null, listed.Contains(person.Name));
            if (acknowledged.ContainsKey(person.Name))
                Assert.NotNull(identity);
            if (identity is not null)
                Assert.True((await silo.Client.VerifyAsync(person.Name, person.Enrol, Cancelled)).IsMatch);
            else
                await Assert.ThrowsAsync<NotEnrolledException>(() => silo.Client.VerifyAsync(person.Name, person.Enrol, Cancelled));
        }

        // Whoever was not acknowledged can simply be enrolled again, whatever became of the first attempt.
        foreach (var person in people.Where(person => !listed.Contains(person.Name)))
            await silo.Client.EnrolAsync(person.Name, person.Enrol, cancellationToken: Cancelled);
        Assert.Equal(People, await silo.Client.CountAsync(Cancelled));
    }

    private static async Task Enrol(MoteClient client, DemoPerson person, Action acknowledged, CancellationToken stop)
    {
        try
        {
            await client.EnrolAsync(person.Name, person.Enrol, cancellationToken: stop);
            acknowledged();
        }
        catch (Exception lost) when (lost is MoteClientException or OperationCanceledException or HttpRequestException)
        {
            // The silo was killed before it answered.
        }
    }
}
