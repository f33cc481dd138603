using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Mote.Client;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>
/// Silos of an earlier version are replaced one by one by those of this one, and back, while somebody stands at a door: no
/// verification fails, and what was changed at either counts at both. The earlier one is what <c>tests/Cluster.Tests/former.sh</c> built.
/// </summary>
public sealed class UpgradeTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> _enrolled = [SilosTests.Subject];
    private readonly HashSet<string> _erased = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Takes", "long")]
    public async Task Replaced_OneByOne_AndBack_NoVerificationFails_AndNothingIsLost()
    {
        var former = Environment.GetEnvironmentVariable("MOTE_TEST_FORMER");
        Assert.SkipUnless(File.Exists(former), "MOTE_TEST_FORMER names no silo of an earlier version: MOTE_TEST_FORMER=$(bash tests/Cluster.Tests/former.sh)");
        await using var cluster = await SiloCluster.Start(3, program: former, cancellationToken: Cancelled);
        await cluster.Silos[0].Client.EnrolAsync(SilosTests.Subject, DemoPeople.Photo(0, 0), cancellationToken: Cancelled);
        await using var door = SiloCluster.Door(cluster.Silos[0], cluster.Silos[1], cluster.Silos[2]);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var standing = Stand(door.GetRequiredService<MoteClient>(), end.Token);

        foreach (var program in new[] { SiloProcess.Assembly, former! })
        {
            for (var i = 0; i < cluster.Silos.Count; i++)
            {
                var silo = cluster.Silos[i];
                Assert.Equal(0, await silo.Stop());
                silo.Program = program;
                await silo.Start();
                await ChangeSomething(cluster, $"{(program == former ? "back" : "on")}-{i + 1}");
                output.WriteLine($"silo {i + 1} is {(program == former ? "of before" : "of now")} again: {_enrolled.Count} enrolled, {_erased.Count} erased");
            }
        }

        await end.CancelAsync();
        output.WriteLine($"{await standing} verifications through the SDK, none failed");
        Assert.True((await cluster.Silos[0].Client.CheckAuditAsync(Cancelled)).IsWhole);
    }

    /// <summary>At each silo somebody is enrolled, somebody erased, locked and let in again; and all of them know all of it.</summary>
    private async Task ChangeSomething(SiloCluster cluster, string step)
    {
        var since = Stopwatch.GetTimestamp();
        for (var i = 0; i < cluster.Silos.Count; i++)
        {
            var (client, kept, goes) = (cluster.Silos[i].Client, $"{step}-kept-{i}", $"{step}-goes-{i}");
            await Again(since, () => client.EnrolAsync(kept, DemoPeople.Photo(0, 0), cancellationToken: Cancelled));
            await Again(since, () => client.EnrolAsync(goes, DemoPeople.Photo(0, 0), cancellationToken: Cancelled));
            await Again(since, () => cluster.Silos[(i + 1) % cluster.Silos.Count].Client.EraseAsync(goes, Cancelled));
            _enrolled.Add(kept);
            _erased.Add(goes);
        }

        foreach (var silo in cluster.Silos)
        {
            foreach (var person in _enrolled)
                await Again(since, async () => Assert.True((await silo.Client.VerifyAsync(person, DemoPeople.Photo(0, 0), Cancelled)).IsMatch, person));
            foreach (var person in _erased)
                await Again(since, () => Assert.ThrowsAsync<NotEnrolledException>(() => silo.Client.VerifyAsync(person, DemoPeople.Photo(0, 0), Cancelled)));
            await Again(since, async () => Assert.Equal(_enrolled.Count, await silo.Client.CountAsync(Cancelled)));
        }

        var made = await cluster.Silos[0].Client.ApiKeys.MakeAsync(new NewApiKey(step, [Scope.Verify]), Cancelled);
        await cluster.Silos[1].Client.ApiKeys.RevokeAsync(step, Cancelled);
        Assert.NotEmpty(made.Secret);
    }

    private static async Task<int> Stand(MoteClient door, CancellationToken end)
    {
        var decisions = 0;
        while (!end.IsCancellationRequested)
        {
            Assert.True((await door.VerifyAsync(SilosTests.Subject, DemoPeople.Photo(0, 0), Cancelled)).IsMatch);
            decisions++;
        }

        return decisions;
    }

    // What one silo alone is asked for waits until the others have heard that one stopped.
    private static async Task Again(long since, Func<Task> ask)
    {
        while (true)
        {
            try
            {
                await ask();
                return;
            }
            catch (ServiceUnavailableException) when (Stopwatch.GetElapsedTime(since) < Patience)
            {
                // It moves.
            }
        }
    }
}
