using Mote.Grains.Contracts.Errors;
using Mote.Grains.Keys;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;

namespace Mote.Grains.Stored;

/// <summary>One record of a realm that is nobody's identity: sealed like all state, with its key beside it. For one activation; not thread-safe beyond its scheduler.</summary>
/// <param name="name">Its place.</param>
/// <param name="record">The record.</param>
/// <param name="seal">Opens it.</param>
/// <param name="keys">The realm's master keys.</param>
/// <param name="write">What it says as bytes.</param>
/// <param name="read">The other way round.</param>
/// <param name="endActivation">Told of a failed change, and of a record that could not be opened.</param>
internal sealed class RealmRecord<T>(
    RecordName name, IStoredRecord record, StateSeal seal, MasterKeys keys, Func<T, byte[]> write, Func<byte[], T> read, Action<Exception> endActivation) : IDisposable
    where T : class
{
    private readonly AcknowledgedState<OpenedState<T>> _stored = new(record, (_, failure) => endActivation(failure));
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>What it says; null if there is none, or none that can be opened.</summary>
    public T? Readable => _stored.Readable?.State;

    /// <summary>What it says; null if there is none.</summary>
    /// <exception cref="MoteException">It was refused.</exception>
    public T? Current => _stored.Current?.State;

    /// <summary>The version of the master key that it is sealed under; null where there is none.</summary>
    public int? MasterKeyVersion => _stored.Readable?.MasterKeyVersion;

    /// <summary>Opens what was read from the store.</summary>
    public Task Load(CancellationToken cancellationToken) => _stored.Load(stored =>
        seal.Open(name, stored, _ => Task.FromResult(stored.WrappedKey), (_, content, _) => read(content), cancellationToken));

    /// <summary>Writes it under the current master key.</summary>
    /// <exception cref="MoteException">The store did not take it.</exception>
    public async Task Write(T value)
    {
        using var master = await keys.Current(name.Realm, CancellationToken.None);
        await Change(_ => value, master);
    }

    /// <summary>Writes what it says under this master key, unless it is already.</summary>
    /// <exception cref="MoteException">The store did not take it, or the key is not there.</exception>
    public async Task Rekey(int masterKeyVersion, CancellationToken cancellationToken)
    {
        if (MasterKeyVersion is null || MasterKeyVersion >= masterKeyVersion)
            return;
        using var master = await keys.Of(name.Realm, masterKeyVersion, cancellationToken);
        await Change(current => current, master);
    }

    /// <summary>Removes it.</summary>
    /// <exception cref="MoteException">The store did not do it.</exception>
    public async Task Clear()
    {
        await _writing.WaitAsync();
        try
        {
            if (_stored.Exists)
                await _stored.Clear();
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    private async Task Change(Func<T?, T?> change, MasterKey master)
    {
        await _writing.WaitAsync();
        try
        {
            if (change(Readable) is not { } value)
                return;
            var (bytes, line) = StateSeal.Seal(name, _stored.Readable?.Revision ?? 0, write(value), master);
            await _stored.Replace(new SealedState { Record = bytes, WrappedKey = line.WrappedKey }, new OpenedState<T>(value, line.Revision, line.MasterKeyVersion));
        }
        finally
        {
            _writing.Release();
        }
    }
}
