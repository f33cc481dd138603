using Microsoft.Extensions.DependencyInjection;
using Mote.Storage.Envelopes;
using Mote.Storage.Records;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Mote.Storage.Tests.Conformance;

/// <summary>A grain storage over a real store, with Orleans' real serialiser.</summary>
internal sealed class StorageHarness : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private StorageHarness(IRecordStore store, string service)
    {
        Store = store;
        Storage = new RecordGrainStorage(
            store,
            new EnvelopeSerializer(new OrleansGrainStorageSerializer(_services.GetRequiredService<Serializer>())),
            _services.GetRequiredService<IActivatorProvider>(),
            (state, grain) => RecordName.Of(service, state, grain));
    }

    public IRecordStore Store { get; }

    public RecordGrainStorage Storage { get; }

    public static async Task<StorageHarness> Open(IRecordStore store, string service = "mote")
    {
        await store.Initialise(TestContext.Current.CancellationToken);
        return new StorageHarness(store, service);
    }

    public ValueTask DisposeAsync() => Storage.DisposeAsync();
}

/// <summary>One activation's view of its state.</summary>
internal sealed class Activation(IGrainStorage storage, string key)
{
    private static readonly GrainType Type = GrainType.Create("identity");

    private readonly GrainId _id = GrainId.Create(Type, key);

    public GrainState<TestState> State { get; } = new(new TestState());

    public TestState Value => State.State!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async Task<Activation> Read()
    {
        await storage.ReadStateAsync("state", _id, State, Cancelled);
        return this;
    }

    public async Task<Activation> Write(string text, int bytes = 0, CancellationToken? cancellationToken = null)
    {
        State.State = new TestState { Text = text, Bytes = new byte[bytes] };
        await storage.WriteStateAsync("state", _id, State, cancellationToken ?? Cancelled);
        return this;
    }

    public Task Clear() => storage.ClearStateAsync("state", _id, State, Cancelled);

    public Task WriteOther() => storage.WriteStateAsync("state", _id, new GrainState<OtherState>(new OtherState()), Cancelled);

    public string Name(string service = "mote") => RecordName.Of(service, "state", _id);
}
