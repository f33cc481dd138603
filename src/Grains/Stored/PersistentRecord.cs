namespace Mote.Grains.Stored;

/// <summary>A record in the store of Orleans' grain state. A caller who gives up must not leave a change half done, so no token reaches the store.</summary>
internal sealed class PersistentRecord(IPersistentState<SealedState> state, IChangeConfirmation confirmation) : IStoredRecord
{
    public bool Exists => state.RecordExists;

    public SealedState Content => state.State;

    /// <summary>How many changes of it were confirmed.</summary>
    public int Confirmed { get; private set; }

    public async Task Write(SealedState record)
    {
        state.State = record;
        await state.WriteStateAsync(CancellationToken.None);
        await Confirm();
    }

    public async Task Clear()
    {
        await state.ClearStateAsync(CancellationToken.None);
        await Confirm();
    }

    private async Task Confirm()
    {
        await confirmation.Confirm();
        Confirmed++;
    }
}
