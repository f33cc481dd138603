using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Orleans.Storage;

namespace Mote.Grains.Stored;

/// <summary>States that are not one grain's own, each by its name, and sealed with its key beside it. Thread-safe.</summary>
internal abstract class StateStore(IGrainStorage storage, StateSeal seal)
{
    /// <summary>The store's name of a record.</summary>
    public abstract GrainId IdOf(RecordName name);

    /// <summary>Reads a state, if there is one.</summary>
    /// <exception cref="MoteException">It is refused; the code says by which rule.</exception>
    public async Task<StoredState<T>> Read<T>(StoredState<T> state, CancellationToken cancellationToken)
        where T : class
    {
        await Find(state);
        (state.Value, state.Revision, state.MasterKeyVersion) = (null, 0, 0);
        if (state.Stored is not { RecordExists: true, State: { } found })
            return state;
        try
        {
            var opened = await seal.Open<T>(state.Name, found, _ => Task.FromResult(found.WrappedKey), cancellationToken);
            (state.Value, state.Revision, state.MasterKeyVersion) = (opened.State, opened.Revision, opened.MasterKeyVersion);
            return state;
        }
        catch (MoteException refusal) when (refusal.Kind == ProblemKind.Damaged)
        {
            throw new MoteException(refusal.Code, $"{What(state.Name)} is not as it was written: restore it from a backup.");
        }
    }

    /// <summary>Finds a state without opening it, so that it can be replaced.</summary>
    public Task Find<T>(StoredState<T> state)
        where T : class =>
        storage.ReadStateAsync(state.Name.State, IdOf(state.Name), state.Stored);

    /// <summary>Writes a state in its place.</summary>
    public async Task Write<T>(StoredState<T> state, T value, MasterKey master)
        where T : class
    {
        var (bytes, line) = seal.Seal(state.Name, state.Revision, value, master);
        state.Stored.State = new SealedState { Record = bytes, WrappedKey = line.WrappedKey };
        await storage.WriteStateAsync(state.Name.State, IdOf(state.Name), state.Stored);
        (state.Value, state.Revision, state.MasterKeyVersion) = (value, line.Revision, line.MasterKeyVersion);
    }

    /// <summary>Deletes a state that was read, if it was there.</summary>
    public async Task Clear<T>(StoredState<T> state)
        where T : class
    {
        if (state.Stored.RecordExists)
            await storage.ClearStateAsync(state.Name.State, IdOf(state.Name), state.Stored);
        (state.Value, state.Revision, state.MasterKeyVersion) = (null, 0, 0);
    }

    /// <summary>Deletes a state, whatever it is, if it is there.</summary>
    public async Task Drop<T>(StoredState<T> state)
        where T : class
    {
        await Find(state);
        await Clear(state);
    }

    /// <summary>What a record is called where it is refused.</summary>
    protected abstract string What(RecordName name);
}
