namespace Mote.Storage.Tests.Hosting;

public sealed class CounterGrain([PersistentState("count", "state")] IPersistentState<CounterGrain.Count> count) : Grain, ICounterGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public async Task<int> AddAsync(int amount)
    {
        count.State.Value += amount;
        await count.WriteStateAsync();
        return count.State.Value;
    }

    public Task<(int Value, bool Exists)> GetAsync() => Task.FromResult((count.State.Value, count.RecordExists));

    public Task ClearAsync() => count.ClearStateAsync();

    public Task<Guid> WhoAsync() => Task.FromResult(_activation);

    public Task LeaveAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    [GenerateSerializer]
    [Alias("Mote.Storage.Tests.Count")]
    public sealed class Count
    {
        [Id(0)]
        public int Value { get; set; }
    }
}
