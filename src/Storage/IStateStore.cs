using Orleans.Storage;

namespace Mote.Storage;

/// <summary>Where envelopes lie. Knows records and ETags, nothing of what is in them.</summary>
internal interface IStateStore : IDisposable
{
    /// <summary>What the store is, for messages: no credential.</summary>
    string Description { get; }

    /// <summary>Makes the store ready for the first record.</summary>
    Task InitialiseAsync(CancellationToken cancellationToken);

    /// <summary>The record, or null if there is none.</summary>
    Task<StoredState?> ReadAsync(StateAddress address, CancellationToken cancellationToken);

    /// <summary>Creates the record (<paramref name="etag"/> null) or replaces the one that has this ETag.</summary>
    /// <returns>The new ETag.</returns>
    /// <exception cref="InconsistentStateException">The store holds another ETag, or nothing.</exception>
    Task<string> WriteAsync(StateAddress address, BinaryData envelope, string? etag, CancellationToken cancellationToken);

    /// <summary>Deletes the record that has this ETag. No record at all is success: what was asked for holds.</summary>
    /// <exception cref="InconsistentStateException">The store holds another ETag, or a record where none was expected.</exception>
    Task ClearAsync(StateAddress address, string? etag, CancellationToken cancellationToken);

    /// <summary>Writes a marker, as <see cref="IStorageProbe.CheckAsync"/> says.</summary>
    Task ProbeAsync(CancellationToken cancellationToken);
}
