using System.Collections.Concurrent;
using Mote.Client;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>What a silo acknowledged of the audit trail is there after it was killed, and so is a lock.</summary>
public sealed class KilledAuditTests
{
    private const int DecisionsBeforeTheKill = 40;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_KilledMeanwhile_EveryAnsweredDecisionIsInTheTrailAndTheChainIsWhole()
    {
        var people = DemoPerson.First(4);
        var folder = Directory.CreateTempSubdirectory("mote-audit-");
        try
        {
            await using var silo = await SiloProcess.Start(new Dictionary<string, string?>(DemoPeople.Settings(folder.FullName))
            {
                ["Mote:Audit:AwaitDecisions"] = "true",
            });
            foreach (var person in people)
                await silo.Client.EnrolAsync(person.Name, person.Enrol, new() { Recipe = "single-unit" }, cancellationToken: Cancelled);

            var answered = new ConcurrentQueue<Guid>();
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            var doors = people.Select(person => Ask(silo.Client, person, id =>
            {
                answered.Enqueue(id);
                if (answered.Count >= DecisionsBeforeTheKill)
                    enough.TrySetResult();
            }, stop.Token)).ToArray();
            await enough.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancelled);
            await silo.Kill();
            await stop.CancelAsync();
            await Task.WhenAll(doors);

            await silo.Start();
            var entries = await silo.Client.AuditAsync(cancellationToken: Cancelled).ToListAsync(Cancelled);
            Assert.Equal(people.Select(person => person.Name).Order(), entries.Where(entry => entry.Kind == AuditKind.Enrolled).Select(entry => entry.Subject).Order());
            Assert.Empty(answered.Except(entries.Select(entry => entry.DecisionId).OfType<Guid>()));
            Assert.Single(entries, entry => entry.Kind == AuditKind.Interrupted);
            var check = await silo.Client.CheckAuditAsync(Cancelled);
            Assert.True(check.IsWhole, check.Reason);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Verify_QueuedAndKilledMeanwhile_WhatIsLostIsBoundedAndShowsAsAGap()
    {
        var people = DemoPerson.First(4);
        var folder = Directory.CreateTempSubdirectory("mote-audit-");
        try
        {
            await using var silo = await SiloProcess.Start(new Dictionary<string, string?>(DemoPeople.Settings(folder.FullName))
            {
                ["Mote:Audit:MostWaiting"] = "500",
            });
            foreach (var person in people)
                await silo.Client.EnrolAsync(person.Name, person.Enrol, new() { Recipe = "single-unit" }, cancellationToken: Cancelled);

            var answered = new ConcurrentQueue<Guid>();
            for (var life = 1; life <= 2; life++)
            {
                var most = answered.Count + DecisionsBeforeTheKill;
                var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
                var doors = people.Select(person => Ask(silo.Client, person, id =>
                {
                    answered.Enqueue(id);
                    if (answered.Count >= most)
                        enough.TrySetResult();
                }, stop.Token)).ToArray();
                await enough.Task.WaitAsync(TimeSpan.FromMinutes(1), Cancelled);
                await silo.Kill();
                await stop.CancelAsync();
                await Task.WhenAll(doors);
                await silo.Start();

                var entries = await silo.Client.AuditAsync(cancellationToken: Cancelled).ToListAsync(Cancelled);
                var missing = answered.Except(entries.Select(entry => entry.DecisionId).OfType<Guid>()).Count();
                TestContext.Current.SendDiagnosticMessage($"of {answered.Count} answered decisions {missing} have no entry");
                // Nobody answers more decisions before the next commit than there are doors asking, several times over.
                Assert.InRange(missing, 0, 50);
                var gaps = entries.Where(entry => entry.Kind == AuditKind.Interrupted).ToArray();
                Assert.Equal(life, gaps.Length);
                Assert.All(gaps, gap => Assert.Equal((500, null), (gap.MostMissing, gap.Code)));
                // Changes are never lost.
                Assert.Equal(people.Select(person => person.Name).Order(), entries.Where(entry => entry.Kind == AuditKind.Enrolled).Select(entry => entry.Subject).Order());
                var check = await silo.Client.CheckAuditAsync(Cancelled);
                Assert.True(check.IsWhole, check.Reason);
            }

            // A silo that is stopped closes its chain, and leaves no gap.
            Assert.Equal(0, await silo.Stop());
            await silo.Start();
            Assert.Equal(2, await silo.Client.AuditAsync(new() { Kind = AuditKind.Interrupted }, Cancelled).CountAsync(Cancelled));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Lock_SiloKilled_StillHolds()
    {
        var people = DemoPerson.First(2);
        var folder = Directory.CreateTempSubdirectory("mote-lockout-");
        try
        {
            await using var silo = await SiloProcess.Start(new Dictionary<string, string?>(DemoPeople.Settings(folder.FullName))
            {
                ["Mote:Lockout:FirstMinutes"] = "60",
            });
            await silo.Client.EnrolAsync(people[0].Name, people[0].Enrol, new() { Recipe = "single-unit" }, cancellationToken: Cancelled);
            for (var i = 0; i < 10; i++)
                Assert.False((await silo.Client.VerifyAsync(people[0].Name, people[1].Enrol, Cancelled)).IsMatch);
            await silo.Kill();

            await silo.Start();
            var locked = await Assert.ThrowsAsync<LockedOutException>(() => silo.Client.VerifyAsync(people[0].Name, people[0].Enrol, Cancelled));
            Assert.InRange(locked.RetryAfter, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(60));
            await silo.Client.UnlockAsync(people[0].Name, Cancelled);
            Assert.True((await silo.Client.VerifyAsync(people[0].Name, people[0].Enrol, Cancelled)).IsMatch);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Ask(MoteClient client, DemoPerson person, Action<Guid> answered, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
                answered((await client.VerifyAsync(person.Name, person.Enrol, stop)).DecisionId);
        }
        catch (Exception lost) when (lost is MoteClientException or OperationCanceledException or HttpRequestException)
        {
            // The silo was killed before it answered.
        }
    }
}
