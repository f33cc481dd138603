namespace Mote.Storage;

/// <summary>Asks a grain storage whether it can serve now. Each storage registers one; a readiness check calls them all.</summary>
/// <remarks>Thread-safe. Made for readiness, not for liveness: restarting a silo does not mend its store.</remarks>
public interface IStorageProbe
{
    /// <summary>The name the storage was registered under.</summary>
    string Name { get; }

    /// <summary>Writes a small marker to the store, the way a grain's state is written.</summary>
    /// <param name="cancellationToken">Gives up waiting. The storage's own time limits hold besides.</param>
    /// <returns>Completes when the store has acknowledged the write.</returns>
    /// <exception cref="StorageUnavailableException">The store refused or cannot be reached.</exception>
    /// <exception cref="WriteOutcomeUnknownException">The store did not answer in time.</exception>
    ValueTask CheckAsync(CancellationToken cancellationToken);
}
