using Orleans.Storage;

namespace Mote.Storage.Records;

/// <summary>
/// Named bytes with optimistic concurrency. Thread-safe. A call that is cancelled has either not begun or is carried
/// through; every failure but a conflict is a <see cref="RecordStoreException"/>.
/// </summary>
internal interface IRecordStore : IAsyncDisposable
{
    /// <summary>Makes ready what must be before the first call.</summary>
    Task Initialise(CancellationToken cancellationToken);

    /// <summary>Does real input and output, and fails where the store would.</summary>
    Task Check(CancellationToken cancellationToken);

    /// <summary>The record of a name; null if there is none.</summary>
    Task<Record?> Read(string name, CancellationToken cancellationToken);

    /// <summary>Creates a record (<paramref name="expected"/> null) or replaces the one whose ETag is expected.</summary>
    /// <returns>The new ETag.</returns>
    /// <exception cref="InconsistentStateException">The store holds another version, or none.</exception>
    Task<string> Write(string name, BinaryData content, string? expected, CancellationToken cancellationToken);

    /// <summary>Deletes the record whose ETag is expected; with none expected, there must be no record.</summary>
    /// <exception cref="InconsistentStateException">The store holds another version.</exception>
    Task Delete(string name, string? expected, CancellationToken cancellationToken);
}
