using System.Globalization;
using Microsoft.Data.Sqlite;
using Orleans.Storage;

namespace Mote.Storage.Sqlite;

/// <summary>The statements on one service's records. Each changes one record or none; the caller holds the transaction.</summary>
internal sealed class SqliteRecords(string serviceId)
{
    public StoredState? Read(SqliteConnection connection, StateAddress address)
    {
        using var command = connection.Prepare("SELECT envelope, etag FROM state WHERE id = $id", Id(address));
        using var reader = command.ExecuteReader();
        return reader.Read() ? new StoredState(reader.GetFieldValue<byte[]>(0), reader.GetString(1)) : null;
    }

    public string Write(SqliteConnection connection, StateAddress address, byte[] envelope, string? etag)
    {
        // Never used before, in this file or one restored in its place, so that a stale ETag cannot come true again.
        var next = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var written = etag is null
            ? connection.Run(
                "INSERT INTO state (id, service, name, grain_type, grain_key, etag, envelope) VALUES ($id, $service, $name, $type, $key, $next, $envelope) ON CONFLICT DO NOTHING",
                [Id(address), .. Name(address), ("$next", next), ("$envelope", envelope)])
            : connection.Run("UPDATE state SET etag = $next, envelope = $envelope WHERE id = $id AND etag = $etag", Id(address), ("$next", next), ("$envelope", envelope), ("$etag", etag));
        return written == 1 ? next : throw Conflict(connection, address, etag);
    }

    public void Clear(SqliteConnection connection, StateAddress address, string? etag)
    {
        var deleted = connection.Run("DELETE FROM state WHERE id = $id AND etag = $etag", Id(address), ("$etag", etag ?? ""));
        if (deleted == 0 && StoredETag(connection, address) is not null)
            throw Conflict(connection, address, etag);
    }

    public void Probe(SqliteConnection connection) =>
        connection.Run("INSERT INTO probe VALUES ($service, 1) ON CONFLICT DO UPDATE SET count = count + 1", ("$service", serviceId));

    private InconsistentStateException Conflict(SqliteConnection connection, StateAddress address, string? etag) =>
        new($"The record {address} was changed by another writer, or is gone: read it again.", StoredETag(connection, address), etag);

    private string? StoredETag(SqliteConnection connection, StateAddress address) =>
        connection.Scalar<string>("SELECT etag FROM state WHERE id = $id", Id(address));

    private (string, object) Id(StateAddress address) =>
        ("$id", SqliteRecordId.Of(serviceId, address.StateName, address.GrainId.Type.AsSpan(), address.GrainId.Key.AsSpan()));

    // For whoever looks into the file.
    private (string, object)[] Name(StateAddress address) =>
    [
        ("$service", serviceId),
        ("$name", address.StateName),
        ("$type", address.GrainId.Type.AsSpan().ToArray()),
        ("$key", address.GrainId.Key.AsSpan().ToArray()),
    ];
}
