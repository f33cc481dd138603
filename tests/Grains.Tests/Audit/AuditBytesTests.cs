using Mote.Grains.Audit;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Identities;

namespace Mote.Grains.Tests.Audit;

/// <summary>What a decision costs the store: bytes in SQLite's write-ahead log, commits, and the bytes of the record itself.</summary>
public sealed class AuditBytesTests(AwaitingCluster cluster, ITestOutputHelper output) : IClassFixture<AwaitingCluster>
{
    private const int Decisions = 200;
    private const int AtOnce = 40;
    private const int MostBytes = 2048;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_Awaited_WritesAtMostTwoKilobytesInOneSync()
    {
        var key = new IdentityKey($"realm-{Guid.NewGuid():N}", "somebody");
        await cluster.Enrol(key);
        // Slots are made by a chain's first writes, and used again by all others.
        var (first, _) = await Verify(key, AuditBatch.MostSlots);
        var (bytes, commits) = await Verify(key, Decisions);
        var record = await Record(key.Realm);
        output.WriteLine($"a decision: {bytes:F0} bytes in the log and {commits:F2} commits, of a record of {record} bytes; while slots are made {first:F0} bytes");
        Assert.InRange(bytes, 1, MostBytes);
        // One that is waited for, and now and then the anchor of what was sealed, which nobody waits for.
        Assert.InRange(commits, 0.01, 1.05);
    }

    [Fact]
    public async Task Append_ManyWaitTogether_WritesLessAndSyncsLess()
    {
        var realm = $"realm-{Guid.NewGuid():N}";
        await Append(realm, AuditBatch.MostSlots, 1);
        var alone = await Append(realm, Decisions, 1);
        var together = await Append(realm, Decisions, 20);
        output.WriteLine($"one waits: {alone.Bytes:F0} bytes and {alone.Commits:F2} commits; twenty wait: {together.Bytes:F0} and {together.Commits:F2}");
        Assert.InRange(together.Bytes, 1, alone.Bytes / 2);
        Assert.InRange(together.Commits, 0.001, 0.5);
    }

    private Task<(double Bytes, double Commits)> Verify(IdentityKey key, int count) => Measured(count, 1, async () =>
        Assert.True((await cluster.Identity(key).Verify(Faces.Read(Faces.Person), Cancelled)).IsMatch));

    private Task<(double Bytes, double Commits)> Append(string realm, int count, int together) => Measured(count, together, () =>
    {
        var writer = cluster.Grains.GetGrain<IAuditGrain>(new AuditWriterKey(realm, "silo").ToString());
        return Task.WhenAll(Enumerable.Range(0, together).Select(_ => writer.Append(new AuditEvent(TrailKind.Verified, TrailOutcome.NonMatch, "door-north", null) { DecisionId = Guid.NewGuid(), Person = Guid.NewGuid(), TemplateVersion = 1 }, Cancelled)));
    });

    private async Task<(double Bytes, double Commits)> Measured(int count, int together, Func<Task> act)
    {
        var log = new WriteAheadLog(cluster.Database);
        log.Empty();
        var (bytes, commits) = (0L, 0);
        // Some at a time: a log that has grown is begun anew by itself.
        for (var done = 0; done < count; done += together)
        {
            if (done % AtOnce == 0 && done > 0)
                Note();
            await act();
        }

        Note();
        return ((double)bytes / count, (double)commits / count);

        void Note()
        {
            var (written, committed) = log.Written();
            (bytes, commits) = (bytes + written, commits + committed);
            log.Empty();
        }
    }

    private async Task<long> Record(string realm)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder { DataSource = cluster.Database, Pooling = false }.ToString());
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT length(envelope) FROM state WHERE name = 'audit-batch' AND grain_key = $key";
        command.Parameters.AddWithValue("$key", System.Text.Encoding.UTF8.GetBytes($"{realm}/0.5"));
        return (long)(await command.ExecuteScalarAsync(Cancelled))!;
    }
}
