namespace Mote.Storage.Claims;

/// <summary>
/// A store in the hands of one silo, or of the silos of one cluster. Two that know nothing of each other would each go on with what it once read: a person erased at
/// one would keep matching at the other. Each storage registers one; a silo takes them all before any grain is asked.
/// For one caller at a time. Disposed, it is given back as far as that takes no waiting.
/// </summary>
public interface IStoreClaim : IDisposable, IAsyncDisposable
{
    /// <summary>What is claimed, for messages: no credential.</summary>
    string Store { get; }

    /// <summary>How long it stays with a holder that died.</summary>
    TimeSpan HeldAfterDeath { get; }

    /// <summary>How often it wants to be <see cref="RenewAsync">renewed</see>.</summary>
    TimeSpan RenewalPeriod { get; }

    /// <summary>Takes the store if nobody has it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null if it was taken, else who has it.</returns>
    /// <exception cref="StorageUnavailableException">The store does not answer, or must not be used as it lies there.</exception>
    Task<StoreHolder?> TryTakeAsync(CancellationToken cancellationToken);

    /// <summary>Looks whether the store is still this holder's, and sees to it that it stays so.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null if it is, else who has it, or had it meanwhile.</returns>
    /// <exception cref="StorageUnavailableException">The store does not answer; nobody knows.</exception>
    Task<StoreHolder?> RenewAsync(CancellationToken cancellationToken);

    /// <summary>Gives the store back, so that the next silo need not wait.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StorageUnavailableException">The store does not answer; it will be free in a while.</exception>
    Task ReleaseAsync(CancellationToken cancellationToken);
}
