using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Mote.Client;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>A container of blobs that is copied while everything goes on is a backup: another cluster with the same master keys serves from it.</summary>
public sealed class RestoredClusterTests(ITestOutputHelper output)
{
    private const int Before = 8;
    private const int Erased = 2;
    private const int CopiedAtOnce = 8;

    private static readonly string MasterKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Takes", "long")]
    public async Task Copy_TakenUnderLoad_ServesWhoeverWasNotChangedMeanwhile()
    {
        await using var backup = await SiloCluster.Start(0, settings: [("MOTE_MASTER_KEY_1", MasterKey)], cancellationToken: Cancelled);
        var changed = new ConcurrentDictionary<string, int>(StringComparer.Ordinal);
        await using (var cluster = await SiloCluster.Start(2, settings: [("MOTE_MASTER_KEY_1", MasterKey)], cancellationToken: Cancelled))
        {
            for (var person = 0; person < Before; person++)
                await cluster.Silos[person % 2].Client.EnrolAsync(Name(person), DemoPeople.Photo(person, 0), cancellationToken: Cancelled);
            for (var person = 0; person < Erased; person++)
                await cluster.Silos[person % 2].Client.EraseAsync(Name(person), Cancelled);
            await cluster.Silos[0].Client.ApiKeys.MakeAsync(new NewApiKey("north-gate", [Scope.Verify]), Cancelled);
            await cluster.Silos[1].Client.ApiKeys.RevokeAsync("north-gate", Cancelled);

            using var copied = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            var load = Task.WhenAll(cluster.Silos.Select((silo, at) => Change(silo.Client, at, changed, copied.Token)));
            while (changed.Count < 4)
                await Task.WhenAny(load, Task.Delay(TimeSpan.FromMilliseconds(50), Cancelled));
            var blobs = await Copy(Container(cluster.Blobs), Container(backup.Blobs));
            await copied.CancelAsync();
            await load;
            output.WriteLine($"{blobs} blobs copied while {changed.Count} people were enrolled, verified and some of them erased");
        }

        await backup.Next().Start();
        await backup.Next().Start();
        var client = backup.Silos[0].Client;
        for (var person = Erased; person < Before; person++)
        {
            Assert.True((await backup.Silos[person % 2].Client.VerifyAsync(Name(person), DemoPeople.Photo(person, 0), Cancelled)).IsMatch);
            Assert.False((await backup.Silos[person % 2].Client.VerifyAsync(Name(person), DemoPeople.Photo(person + 1, 0), Cancelled)).IsMatch);
        }

        for (var person = 0; person < Erased; person++)
            await Assert.ThrowsAsync<NotEnrolledException>(() => client.VerifyAsync(Name(person), DemoPeople.Photo(person, 0), Cancelled));
        Assert.DoesNotContain(await client.ApiKeys.ListAsync(Cancelled), key => key.Name == "north-gate");

        // Of those who were changed meanwhile each is as he was at some time, or refused by name.
        Dictionary<string, int> became = [];
        foreach (var (subject, person) in changed)
        {
            var what = await Outcome(client, subject, person);
            became[what] = became.GetValueOrDefault(what) + 1;
            // As the refusal says.
            if (what is ProblemCode.StateRolledBack or ProblemCode.StateUnreadable)
            {
                await client.EraseAsync(subject, Cancelled);
                await client.EnrolAsync(subject, DemoPeople.Photo(person, 0), cancellationToken: Cancelled);
                Assert.Equal("match", await Outcome(client, subject, person));
            }
        }

        output.WriteLine($"of those who were changed meanwhile: {string.Join(", ", became.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Value} {pair.Key}"))}");
        var check = await client.CheckAuditAsync(Cancelled);
        output.WriteLine($"trail: {(check.IsWhole ? "whole" : check.Reason)}");
        await client.EnrolAsync("afterwards", DemoPeople.Photo(Before, 0), cancellationToken: Cancelled);
        Assert.True((await backup.Silos[1].Client.VerifyAsync("afterwards", DemoPeople.Photo(Before, 0), Cancelled)).IsMatch);
    }

    private static string Name(int person) => string.Create(CultureInfo.InvariantCulture, $"person-{person}");

    private static BlobContainerClient Container(AzuriteServer blobs) => new(blobs.ConnectionString, DemoPeople.Container);

    private static async Task<string> Outcome(MoteClient client, string subject, int person)
    {
        try
        {
            Assert.True((await client.VerifyAsync(subject, DemoPeople.Photo(person, 0), Cancelled)).IsMatch);
            return "match";
        }
        catch (NotEnrolledException)
        {
            return "not enrolled";
        }
        catch (MoteClientException refusal) when (refusal.Code is ProblemCode.StateRolledBack or ProblemCode.StateUnreadable)
        {
            return refusal.Code;
        }
    }

    private static async Task Change(MoteClient client, int at, ConcurrentDictionary<string, int> changed, CancellationToken stop)
    {
        for (var i = 0; !stop.IsCancellationRequested; i++)
        {
            var (subject, person) = (string.Create(CultureInfo.InvariantCulture, $"late-{at}-{i}"), 20 + i % 20);
            changed[subject] = person;
            await client.EnrolAsync(subject, DemoPeople.Photo(person, 0), cancellationToken: Cancelled);
            await client.VerifyAsync(subject, DemoPeople.Photo(person, 0), Cancelled);
            if (i % 3 == 2)
                await client.EraseAsync(string.Create(CultureInfo.InvariantCulture, $"late-{at}-{i - 1}"), Cancelled);
        }
    }

    private static async Task<int> Copy(BlobContainerClient from, BlobContainerClient to)
    {
        await to.CreateAsync(cancellationToken: Cancelled);
        var names = await from.GetBlobsAsync(cancellationToken: Cancelled).Select(blob => blob.Name).ToArrayAsync(Cancelled);
        await Parallel.ForEachAsync(names, new ParallelOptions { MaxDegreeOfParallelism = CopiedAtOnce, CancellationToken = Cancelled }, async (name, stop) =>
        {
            // One that was erased since it was listed is none any more.
            var blob = from.GetBlobClient(name);
            if (await blob.ExistsAsync(stop))
                await to.GetBlobClient(name).UploadAsync((await blob.DownloadContentAsync(stop)).Value.Content, stop);
        });
        return names.Length;
    }
}
