using System.Text;
using Microsoft.Data.Sqlite;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Identities;
using Orleans;
using Orleans.Core.Internal;
using Orleans.Runtime;

namespace Mote.Grains.Tests.Audit;

/// <summary>Whoever may write to the store puts a part of a realm back to an earlier time, or takes it away: the check holds trail and manifest against each other.</summary>
public sealed class RealmPutBackTests(GrainCluster cluster) : IClassFixture<GrainCluster>
{
    private const string OfTrail = "audit%";
    private const string OfManifest = "manifest%";
    private const string OfPeople = "identity";
    private const string Of = "name LIKE $kind AND substr(grain_key, 1, length($realm)) = $realm";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nothing", null)]
    [InlineData("the trail", "The trail was put back")]
    [InlineData("all of the trail, deleted", "is not there")]
    [InlineData("the manifest and the people", "was put back")]
    [InlineData("the manifest and the people, deleted", "is gone")]
    public async Task Check_PartOfARealmPutBack_SaysWhich(string what, string? reason)
    {
        var key = new IdentityKey($"realm-{Guid.NewGuid():N}", "somebody");
        await cluster.Enrol(key);
        await Forget(key);
        var earlier = Rows(key.Realm, OfTrail, OfManifest, OfPeople);
        await cluster.Enrol(key, isReenrolment: true);
        await Forget(key);
        Assert.True((await cluster.Trail.Check(key.Realm, [], Cancelled)).IsWhole);
        await Forget(key);

        string[] kinds = what switch { "nothing" => [], _ when what.Contains("trail", StringComparison.Ordinal) => [OfTrail], _ => [OfManifest, OfPeople] };
        Delete(key.Realm, kinds);
        if (!what.EndsWith("deleted", StringComparison.Ordinal))
            Put([.. earlier.Where(row => kinds.Any(kind => row.Name.StartsWith(kind.TrimEnd('%'), StringComparison.Ordinal)))]);

        var check = await cluster.Trail.Check(key.Realm, [], Cancelled);
        Assert.Equal((what, reason is null), (what, check.IsWhole));
        if (reason is not null)
            Assert.Contains(reason, check.Reason, StringComparison.Ordinal);
    }

    /// <summary>Everything put back together is consistent in itself; a head that was noted elsewhere finds it.</summary>
    [Fact]
    public async Task Check_WholeRealmPutBack_IsFoundByANoteAlone()
    {
        var key = new IdentityKey($"realm-{Guid.NewGuid():N}", "somebody");
        await cluster.Enrol(key);
        await Forget(key);
        var earlier = Rows(key.Realm, "%");
        await cluster.Enrol(key, isReenrolment: true);
        var noted = AuditNote.Parse((await cluster.Trail.Check(key.Realm, [], Cancelled)).Chains!.Single().Note!)!;
        await Forget(key);
        Delete(key.Realm, "%");
        Put(earlier);

        Assert.True((await cluster.Trail.Check(key.Realm, [], Cancelled)).IsWhole);
        Assert.False((await cluster.Trail.Check(key.Realm, [noted], Cancelled)).IsWhole);
    }

    /// <summary>Ends the activations that know better; each new one has begun when this returns, and is ended as well, so that the store is read next.</summary>
    private async Task Forget(IdentityKey key)
    {
        IAddressable[] grains =
        [
            cluster.Identity(key), cluster.Shard(key),
            cluster.Grains.GetGrain<IAuditGrain>(new AuditWriterKey(key.Realm, "silo").ToString()), cluster.Grains.GetGrain<IAuditRealmGrain>(key.Realm),
        ];
        foreach (var grain in grains)
            await cluster.End(grain);
    }

    private Row[] Rows(string realm, params string[] kinds)
    {
        using var connection = Open();
        List<Row> rows = [];
        foreach (var kind in kinds)
        {
            using var command = Command(connection, $"SELECT id, service, name, grain_type, grain_key, etag, envelope FROM state WHERE {Of}", realm, kind);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                rows.Add(new Row((byte[])reader[0], reader.GetString(1), reader.GetString(2), (byte[])reader[3], (byte[])reader[4], reader.GetString(5), (byte[])reader[6]));
        }

        return [.. rows];
    }

    private void Delete(string realm, params string[] kinds)
    {
        using var connection = Open();
        foreach (var kind in kinds)
        {
            using var command = Command(connection, $"DELETE FROM state WHERE {Of}", realm, kind);
            command.ExecuteNonQuery();
        }
    }

    private void Put(Row[] rows)
    {
        using var connection = Open();
        foreach (var row in rows)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO state (id, service, name, grain_type, grain_key, etag, envelope) VALUES ($id, $service, $name, $type, $key, $etag, $envelope)";
            foreach (var (name, value) in new (string, object)[] { ("$id", row.Id), ("$service", row.Service), ("$name", row.Name), ("$type", row.Type), ("$key", row.Key), ("$etag", row.ETag), ("$envelope", row.Envelope) })
                command.Parameters.AddWithValue(name, value);
            command.ExecuteNonQuery();
        }
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, string realm, string kind)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$realm", Encoding.UTF8.GetBytes(realm));
        command.Parameters.AddWithValue("$kind", kind);
        return command;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = cluster.Database, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    private sealed record Row(byte[] Id, string Service, string Name, byte[] Type, byte[] Key, string ETag, byte[] Envelope);
}
