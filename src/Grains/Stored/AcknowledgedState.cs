using Mote.Abstractions.Errors;
using Mote.Protocol;

namespace Mote.Grains.Stored;

/// <summary>
/// A grain's record as the store last acknowledged it. A change that is under way, or that failed, is never seen: whoever
/// asks meanwhile gets what was there before. For one activation; not thread-safe beyond its scheduler.
/// </summary>
/// <param name="stored">The record.</param>
/// <param name="endActivation">
/// Told of a failed change. Nobody knows then what the store holds, so the activation must end and the next one read it.
/// </param>
internal sealed class AcknowledgedState<T>(IPersistentState<T> stored, Action<Exception> endActivation)
    where T : class
{
    private bool _isUnacknowledged;
    private T? _before;

    /// <summary>The record; null if there is none.</summary>
    public T? Current => _isUnacknowledged ? _before : stored.RecordExists ? stored.State : null;

    /// <summary>Writes another record in its place.</summary>
    /// <exception cref="MoteException">The store did not take it (<see cref="ProblemCode.StorageUnavailable"/>).</exception>
    public Task Replace(T next) => Change(() =>
    {
        stored.State = next;
        return stored.WriteStateAsync(CancellationToken.None);
    });

    /// <summary>Removes the record.</summary>
    /// <exception cref="MoteException">The store did not do it (<see cref="ProblemCode.StorageUnavailable"/>).</exception>
    public Task Clear() => Change(() => stored.ClearStateAsync(CancellationToken.None));

    // A caller who gives up must not leave a change half done, so no token reaches the store.
    private async Task Change(Func<Task> change)
    {
        (_before, _isUnacknowledged) = (Current, true);
        try
        {
            await change();
            _isUnacknowledged = false;
        }
        catch (Exception failure)
        {
            endActivation(failure);
            throw new MoteException(ProblemCode.StorageUnavailable, "The store did not take the change: ask what is enrolled before you try again.");
        }
    }
}
