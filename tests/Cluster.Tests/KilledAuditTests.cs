using System.Collections.Concurrent;
using Mote.Client;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Cluster.Tests;

/// <summary>What a silo acknowledged of the audit trail is there after it was killed, and so is a lock.</summary>
public sealed class KilledAuditTests : IDisposable
{
    private const int DecisionsBeforeTheKill = 40;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-audit-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_KilledMeanwhile_EveryAnsweredDecisionIsInTheTrailAndTheChainIsWhole()
    {
        var people = DemoPerson.First(4);
        await using var silo = await Enrolled(people, "Mote:Audit:AwaitDecisions", "true");
        var answered = new ConcurrentQueue<Guid>();
        await KillAmidDecisions(silo, people, answered);

        var entries = await silo.Client.AuditAsync(cancellationToken: Cancelled).ToListAsync(Cancelled);
        Assert.Equal(people.Select(person => person.Name).Order(), entries.Where(entry => entry.Kind == AuditKind.Enrolled).Select(entry => entry.Subject).Order());
        Assert.Empty(answered.Except(entries.Select(entry => entry.DecisionId).OfType<Guid>()));
        Assert.Single(entries, entry => entry.Kind == AuditKind.Interrupted);
        await RequireWhole(silo);
    }

    [Fact]
    public async Task Verify_QueuedAndKilledMeanwhile_WhatIsLostIsBoundedAndShowsAsAGap()
    {
        var people = DemoPerson.First(4);
        await using var silo = await Enrolled(people, "Mote:Audit:MostWaiting", "500");
        var answered = new ConcurrentQueue<Guid>();
        for (var life = 1; life <= 2; life++)
        {
            await KillAmidDecisions(silo, people, answered);

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
            await RequireWhole(silo);
        }

        // A silo that is stopped closes its chain, and leaves no gap.
        Assert.Equal(0, await silo.Stop());
        await silo.Start();
        Assert.Equal(2, await silo.Client.AuditAsync(new() { Kind = AuditKind.Interrupted }, Cancelled).CountAsync(Cancelled));
    }

    [Fact]
    public async Task Lock_SiloKilled_StillHolds()
    {
        var people = DemoPerson.First(2);
        await using var silo = await Enrolled(people.Take(1), "Mote:Lockout:FirstMinutes", "60");
        for (var i = 0; i < 10; i++)
            Assert.False((await silo.Client.VerifyAsync(people[0].Name, people[1].Enrol, Cancelled)).IsMatch);
        await silo.Kill();

        await silo.Start();
        var locked = await Assert.ThrowsAsync<LockedOutException>(() => silo.Client.VerifyAsync(people[0].Name, people[0].Enrol, Cancelled));
        Assert.InRange(locked.RetryAfter, TimeSpan.FromMinutes(50), TimeSpan.FromMinutes(60));
        await silo.Client.UnlockAsync(people[0].Name, Cancelled);
        Assert.True((await silo.Client.VerifyAsync(people[0].Name, people[0].Enrol, Cancelled)).IsMatch);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<SiloProcess> Enrolled(IEnumerable<DemoPerson> people, string setting, string value)
    {
        var silo = await SiloProcess.Start(new Dictionary<string, string?>(DemoPeople.Settings(_folder.FullName)) { [setting] = value });
        foreach (var person in people)
            await silo.Client.EnrolAsync(person.Name, person.Enrol, new() { Recipe = "single-unit" }, cancellationToken: Cancelled);
        return silo;
    }

    /// <summary>Kills a silo while everybody asks it, once enough was answered, and starts it again.</summary>
    private static async Task KillAmidDecisions(SiloProcess silo, IReadOnlyList<DemoPerson> people, ConcurrentQueue<Guid> answered)
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
    }

    private static async Task RequireWhole(SiloProcess silo)
    {
        var check = await silo.Client.CheckAuditAsync(Cancelled);
        Assert.True(check.IsWhole, check.Reason);
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
