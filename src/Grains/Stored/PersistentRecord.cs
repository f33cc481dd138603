namespace Mote.Grains.Stored;

/// <summary>A record in the store of Orleans' grain state. A caller who gives up must not leave a change half done, so no token reaches the store.</summary>
internal sealed class PersistentRecord(IPersistentState<SealedState> state) : IStoredRecord
{
    public bool Exists => state.RecordExists;

    public SealedState Content => state.State;

    public Task Write(SealedState record)
    {
        state.State = record;
        return state.WriteStateAsync(CancellationToken.None);
    }

    public Task Clear() => state.ClearStateAsync(CancellationToken.None);
}
