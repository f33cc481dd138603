using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mote.Storage.Envelopes;
using Mote.Storage.Measured;
using Mote.Tests;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Mote.Storage.Tests.Measured;

/// <summary>What a store does and does not do is counted by kinds of records, and nothing says whose they are.</summary>
public sealed class MeasuredStorageTests : IDisposable
{
    private static readonly GrainId Somebody = GrainId.Create("identity", "harbour/zephyrine.quixote");

    private readonly OwnMeters _meters = new();
    private readonly MeterListener _measurements = new();
    private readonly ActivityListener _spans;
    private readonly List<string> _seen = [];

    public MeasuredStorageTests()
    {
        _measurements.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == _meters)
                listener.EnableMeasurementEvents(instrument);
        };
        _measurements.SetMeasurementEventCallback<long>((instrument, _, tags, _) => See(instrument.Name, tags.ToArray()));
        _measurements.SetMeasurementEventCallback<double>((instrument, _, tags, _) => See(instrument.Name, tags.ToArray()));
        _measurements.Start();
        _spans = new()
        {
            ShouldListenTo = source => source.Name == "Mote.Storage",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.GetTagItem("mote.record") is "of-this-test")
                    See($"span {span.DisplayName} {span.StatusDescription}", [.. span.TagObjects]);
            },
        };
        ActivitySource.AddActivityListener(_spans);
    }

    public static TheoryData<string, Exception> Failures => new()
    {
        { "unavailable", new StorageUnavailableException("harbour/zephyrine.quixote") },
        { "outcome_unknown", new WriteOutcomeUnknownException("harbour/zephyrine.quixote") },
        { "conflict", new InconsistentStateException("harbour/zephyrine.quixote") },
        { "unreadable", new StateEnvelopeException(EnvelopeFault.Unreadable, "harbour/zephyrine.quixote") },
        { "given_up", new OperationCanceledException("harbour/zephyrine.quixote") },
        { "other", new InvalidOperationException("harbour/zephyrine.quixote") },
    };

    [Fact]
    public async Task Operation_ThatIsDone_IsTimedByKind()
    {
        var storage = new MeasuredStorage(new Store(null), new StoreInstruments(_meters));
        await storage.ReadStateAsync("of-this-test", Somebody, new GrainState<string>());
        await storage.WriteStateAsync("of-this-test", Somebody, new GrainState<string>());
        await storage.ClearStateAsync("of-this-test", Somebody, new GrainState<string>());
        Assert.Equal(
            new[] { "read", "write", "clear" }.SelectMany(operation => new[] { $"mote.store.duration {operation} of-this-test", $"span {operation}  {operation} of-this-test" }),
            _seen);
    }

    [Theory, MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task Operation_ThatFails_IsCountedByWhy(string why, Exception failure)
    {
        var storage = new MeasuredStorage(new Store(failure), new StoreInstruments(_meters));
        Assert.Same(failure, await Record.ExceptionAsync(() => storage.WriteStateAsync("of-this-test", Somebody, new GrainState<string>())));
        Assert.Equal([$"mote.store.failures write of-this-test {why}", $"span write  write of-this-test {why}"], _seen);
    }

    public void Dispose()
    {
        _spans.Dispose();
        _measurements.Dispose();
        _meters.Dispose();
    }

    private void See(string what, KeyValuePair<string, object?>[] tags)
    {
        lock (_seen)
            _seen.Add($"{what} {string.Join(' ', tags.Select(tag => tag.Value))}");
    }

    private sealed class Store(Exception? failure) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Do();

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Do();

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Do();

        private Task Do() => failure is null ? Task.CompletedTask : Task.FromException(failure);
    }
}
