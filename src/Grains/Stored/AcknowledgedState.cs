using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Stored;

/// <summary>
/// What a grain's record says, as the store last acknowledged it. A change that is under way, or that failed, is never
/// seen: whoever asks meanwhile gets what was there before. For one activation; not thread-safe beyond its scheduler.
/// </summary>
/// <param name="stored">The record.</param>
/// <param name="endActivation">
/// Told of a failed change, and of a record that could not be opened, with what is known of it. Nobody knows then what the store holds, or it may be
/// mended, so the activation must end and the next one read it.
/// </param>
internal sealed class AcknowledgedState<T>(IStoredRecord stored, Action<T?, Exception> endActivation)
    where T : class
{
    private T? _value;
    private MoteException? _refusal;

    /// <summary>Whether there is a record, readable or not.</summary>
    public bool Exists => _value is not null || _refusal is not null;

    /// <summary>What the record says; null if there is none, or none that can be opened.</summary>
    public T? Readable => _value;

    /// <summary>What the record says; null if there is none.</summary>
    /// <exception cref="MoteException">There is one, and it was refused.</exception>
    public T? Current
    {
        get
        {
            if (_refusal is null)
                return _value;
            endActivation(_value, _refusal);
            throw new MoteException(_refusal.Code, _refusal.Message);
        }
    }

    /// <summary>Opens what was read at activation. A record that is refused is kept as a refusal, so that it can still be erased.</summary>
    public async Task Load(Func<SealedState, Task<T>> open)
    {
        if (!stored.Exists)
            return;
        try
        {
            _value = await open(stored.Content);
        }
        catch (MoteException refusal)
        {
            _refusal = refusal;
        }
    }

    /// <summary>Writes another record in its place.</summary>
    /// <param name="record">The record.</param>
    /// <param name="value">What it says.</param>
    /// <exception cref="MoteException">The store did not take it (<see cref="ProblemCode.StorageUnavailable"/>), or nobody can tell whether it counts (<see cref="ProblemCode.ClusterUnreachable"/>).</exception>
    public Task Replace(SealedState record, T value) => Change(value, () => stored.Write(record));

    /// <summary>Removes the record.</summary>
    /// <exception cref="MoteException">The store did not do it (<see cref="ProblemCode.StorageUnavailable"/>), or nobody can tell whether it counts (<see cref="ProblemCode.ClusterUnreachable"/>).</exception>
    public Task Clear() => Change(null, stored.Clear);

    private async Task Change(T? value, Func<Task> change)
    {
        try
        {
            await change();
            (_value, _refusal) = (value, null);
        }
        catch (Exception failure)
        {
            endActivation(_value, failure);
            throw failure as MoteException ?? new MoteException(ProblemCode.StorageUnavailable, "The store did not take the change: ask what is enrolled before you try again.");
        }
    }
}
