using System.Globalization;
using Mote.Storage.Envelopes;
using Mote.Storage.Tests.Envelopes;
using Orleans.Storage;

namespace Mote.Storage.Tests.Conformance;

/// <summary>What every grain storage here must do, whatever it stands on.</summary>
public abstract class StorageConformance : IAsyncLifetime
{
    private const string Name = "identity";

    private static readonly GrainId Anna = GrainId.Create("identity", "site/anna");
    private static readonly GrainId Berta = GrainId.Create("identity", "site/berta");

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected GrainStateStorage Storage { get; set; } = null!;

    public virtual async ValueTask InitializeAsync() => Storage = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        Storage?.Dispose();
        GC.SuppressFinalize(this);
        return default;
    }

    private protected abstract Task<GrainStateStorage> OpenAsync(string serviceId = "service", IGrainStorageSerializer? serializer = null);

    /// <summary>Puts other bytes where the record lies, behind the storage's back.</summary>
    private protected abstract Task OverwriteAsync(GrainId grain, byte[] envelope);

    private protected abstract Task<byte[]> RawAsync(GrainId grain);

    [Fact]
    public async Task FirstWrite_IsReadBack()
    {
        var written = await WrittenAsync(Anna, "one");
        Assert.True(written.RecordExists);
        Assert.False(string.IsNullOrEmpty(written.ETag));

        var read = await ReadAsync(Anna);
        Assert.Equal("one", read.State.Text);
        Assert.Equal(written.ETag, read.ETag);
        Assert.True(read.RecordExists);
    }

    [Fact]
    public async Task Read_OfNothing_ResetsTheState()
    {
        var state = new SampleGrainState(new SampleState { Text = "left over" }) { ETag = "old", RecordExists = true };
        await Storage.ReadStateAsync(Name, Anna, state);
        AssertFresh(state);
    }

    [Fact]
    public async Task Update_WithTheCurrentETag_ReplacesAndChangesTheETag()
    {
        var state = await WrittenAsync(Anna, "one");
        var first = state.ETag;
        state.State.Text = "two";
        await Storage.WriteStateAsync(Name, Anna, state);
        Assert.NotEqual(first, state.ETag);
        Assert.Equal("two", (await ReadAsync(Anna)).State.Text);
    }

    [Fact]
    public async Task StaleWrite_IsRefused_NamesBothETags_AndChangesNothing()
    {
        var current = await WrittenAsync(Anna, "one");
        var stale = await ReadAsync(Anna);
        current.State.Text = "two";
        await Storage.WriteStateAsync(Name, Anna, current);

        var expected = stale.ETag;
        stale.State.Text = "lost";
        var failure = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(Name, Anna, stale));
        Assert.Equal(expected, failure.CurrentEtag);
        Assert.Equal(current.ETag, failure.StoredEtag);
        Assert.Equal(expected, stale.ETag);
        Assert.Equal("two", (await ReadAsync(Anna)).State.Text);
    }

    [Fact]
    public async Task SecondCreate_IsRefused()
    {
        var first = await WrittenAsync(Anna, "one");
        var second = new SampleGrainState(new SampleState { Text = "two" });
        var failure = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(Name, Anna, second));
        Assert.Equal(first.ETag, failure.StoredEtag);
        Assert.Null(failure.CurrentEtag);
        Assert.False(second.RecordExists);
        Assert.Equal("one", (await ReadAsync(Anna)).State.Text);
    }

    [Fact]
    public async Task Update_OfWhatIsGone_IsRefused()
    {
        var state = await WrittenAsync(Anna, "one");
        await Storage.ClearStateAsync(Name, Anna, await ReadAsync(Anna));
        var failure = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(Name, Anna, state));
        Assert.Null(failure.StoredEtag);
        Assert.Equal(state.ETag, failure.CurrentEtag);
    }

    [Fact]
    public async Task RacingWriters_ExactlyOneWinsEachRound()
    {
        var current = await WrittenAsync(Anna, "start");
        for (var round = 0; round < 10; round++)
        {
            var rivals = Enumerable.Range(0, 8)
                .Select(rival => new SampleGrainState(new SampleState { Text = $"{round}:{rival}" }) { ETag = current.ETag, RecordExists = true }).ToArray();
            var won = await Task.WhenAll(rivals.Select(rival => Task.Run(() => WinsAsync(rival), Cancellation)));
            Assert.Equal(1, won.Count(w => w));
            current = await ReadAsync(Anna);
            Assert.Equal(rivals[Array.IndexOf(won, true)].State.Text, current.State.Text);
        }
    }

    [Fact]
    public async Task Clear_Resets_ReadsAsNothing_AndCanBeWrittenAgain()
    {
        var state = await WrittenAsync(Anna, "one");
        var before = state.ETag;
        await Storage.ClearStateAsync(Name, Anna, state);
        AssertFresh(state);
        AssertFresh(await ReadAsync(Anna));

        state.State.Text = "again";
        await Storage.WriteStateAsync(Name, Anna, state);
        Assert.Equal("again", (await ReadAsync(Anna)).State.Text);

        var ghost = new SampleGrainState(new SampleState()) { ETag = before, RecordExists = true };
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync(Name, Anna, ghost));
    }

    [Fact]
    public async Task Clear_WithAStaleETag_IsRefused_AndKeepsTheRecord()
    {
        var state = await WrittenAsync(Anna, "one");
        var stale = await ReadAsync(Anna);
        await Storage.WriteStateAsync(Name, Anna, state);
        var failure = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync(Name, Anna, stale));
        Assert.Equal(state.ETag, failure.StoredEtag);
        Assert.Equal("one", stale.State.Text);
        Assert.True((await ReadAsync(Anna)).RecordExists);
    }

    [Fact]
    public async Task Clear_WithoutAnETag_RefusesARecordAndAcceptsNone()
    {
        await Storage.ClearStateAsync(Name, Anna, new SampleGrainState(new SampleState()));
        await WrittenAsync(Anna, "one");
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync(Name, Anna, new SampleGrainState(new SampleState())));
        Assert.True((await ReadAsync(Anna)).RecordExists);
    }

    [Fact]
    public async Task Clear_Twice_IsTheSameAsOnce()
    {
        var first = await WrittenAsync(Anna, "one");
        var second = await ReadAsync(Anna);
        await Storage.ClearStateAsync(Name, Anna, first);
        await Storage.ClearStateAsync(Name, Anna, second);
        AssertFresh(second);
    }

    [Fact]
    public async Task OddKeys_AreAllDifferentRecords()
    {
        string[] keys =
        [
            "a/b", "a//b", "a%2Fb", "a~2Fb", "a\\b", ".", "..", "a.", ".a", "a/", "/a", "\u00a0a", "a b", "A", "a", "ä", "a\u0308", "人物/顔", "😀", "?", "#", "a?x=1", "\"'`;--", "a\t\n", "+", "*", "~-", "~probe",
            new string('k', 700), new string('k', 699) + "j", new string('é', 900),
        ];
        foreach (var key in keys)
            await WrittenAsync(GrainId.Create("identity", key), key);
        foreach (var key in keys)
            Assert.Equal(key, (await ReadAsync(GrainId.Create("identity", key))).State.Text);

        var number = GrainId.Create(GrainType.Create("count"), GrainIdKeyExtensions.CreateIntegerKey(long.MinValue, "ext/1"));
        await WrittenAsync(number, "number");
        Assert.Equal("number", (await ReadAsync(number)).State.Text);
    }

    [Fact]
    public async Task StatesOfOneGrain_AreDifferentRecords()
    {
        await WrittenAsync(Anna, "one");
        var other = new SampleGrainState(new SampleState());
        await Storage.ReadStateAsync("other", Anna, other);
        Assert.False(other.RecordExists);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 20)]
    [InlineData(5 << 20)]
    public async Task Payload_OfAnySize_ComesBackUnchanged(int bytes)
    {
        var payload = new byte[bytes];
        for (var i = 0; i < bytes; i++)
            payload[i] = (byte)(i * 2654435761L >> 13);
        var state = new SampleGrainState(new SampleState { Sealed = payload });
        await Storage.WriteStateAsync(Name, Anna, state);
        Assert.Equal(payload, (await ReadAsync(Anna)).State.Sealed);
    }

    [Theory]
    [InlineData("empty", EnvelopeFault.NotAnEnvelope)]
    [InlineData("foreign", EnvelopeFault.NotAnEnvelope)]
    [InlineData("short", EnvelopeFault.WrongLength)]
    [InlineData("cut", EnvelopeFault.Damaged)]
    [InlineData("flipped", EnvelopeFault.Damaged)]
    [InlineData("newer", EnvelopeFault.UnknownVersion)]
    [InlineData("first form, copied", EnvelopeFault.WrongAddress)]
    public async Task DamagedRecord_IsRefused_AndTheStateIsUntouched(string damage, EnvelopeFault fault)
    {
        var state = await WrittenAsync(Anna, "one");
        var raw = await RawAsync(Anna);
        await OverwriteAsync(Anna, damage switch
        {
            "empty" => [],
            "foreign" => "{\"text\":\"one\"}"u8.ToArray(),
            "short" => raw[..20],
            "cut" => raw[..^5],
            "flipped" => [.. raw[..^2], (byte)(raw[^2] ^ 8), raw[^1]],
            "newer" => [.. raw[..4], 9, .. raw[5..]],
            _ => FirstEnvelopes.Wrap(new StateAddress(Name, Berta), [1, 2, 3]),
        });
        var etag = state.ETag;
        var failure = await Assert.ThrowsAsync<StateEnvelopeException>(() => Storage.ReadStateAsync(Name, Anna, state));
        Assert.Equal(fault, failure.Fault);
        Assert.Contains(Anna.ToString(), failure.Message, StringComparison.Ordinal);
        Assert.Equal(("one", etag, true), (state.State.Text, state.ETag, state.RecordExists));
    }

    [Fact]
    public async Task DeserialisationFailure_DoesNotMutateGrainState()
    {
        await WrittenAsync(Anna, "one");
        using var storage = await OpenAsync(serializer: new RefusingSerializer());
        var state = new SampleGrainState(new SampleState { Text = "kept" }) { ETag = "kept", RecordExists = false };
        var failure = await Assert.ThrowsAsync<StateEnvelopeException>(() => storage.ReadStateAsync(Name, Anna, state));
        Assert.Equal(EnvelopeFault.Unreadable, failure.Fault);
        Assert.IsType<FormatException>(failure.InnerException);
        Assert.Equal(("kept", "kept", false), (state.State.Text, state.ETag, state.RecordExists));
    }

    [Fact]
    public async Task CancelledBeforehand_DoesNothing()
    {
        var cancelled = new CancellationToken(canceled: true);
        var state = new SampleGrainState(new SampleState { Text = "never" });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.WriteStateAsync(Name, Anna, state, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.ReadStateAsync(Name, Anna, state, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.ClearStateAsync(Name, Anna, state, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Storage.CheckAsync(cancelled).AsTask());
        Assert.Equal("never", state.State.Text);
        Assert.False((await ReadAsync(Anna)).RecordExists);
    }

    [Fact]
    public async Task TwoHundredWritersOfDifferentKeys_AllSucceed()
    {
        var grains = Enumerable.Range(0, 200).Select(i => GrainId.Create("identity", i.ToString(CultureInfo.InvariantCulture))).ToArray();
        await Task.WhenAll(grains.Select(grain => WrittenAsync(grain, grain.ToString())));
        var read = await Task.WhenAll(grains.Select(ReadAsync));
        Assert.Equal(grains.Select(grain => grain.ToString()), read.Select(state => state.State.Text));
    }

    [Fact]
    public async Task AnotherService_SeesNothingOfThis()
    {
        await WrittenAsync(Anna, "one");
        using var other = await OpenAsync("another-service");
        var state = new SampleGrainState(new SampleState());
        await other.ReadStateAsync(Name, Anna, state);
        AssertFresh(state);
        await other.WriteStateAsync(Name, Anna, state);
        Assert.Equal("one", (await ReadAsync(Anna)).State.Text);
    }

    [Fact]
    public async Task Reopened_HoldsWhatWasWritten()
    {
        var written = await WrittenAsync(Anna, "one");
        Storage.Dispose();
        Storage = await OpenAsync();
        Assert.Equal(written.ETag, (await ReadAsync(Anna)).ETag);
    }

    [Fact]
    public async Task Probe_OfAStoreThatServes_Succeeds()
    {
        await Storage.CheckAsync(Cancellation);
        await Storage.CheckAsync(Cancellation);
    }

    private protected static void AssertFresh(SampleGrainState state) =>
        Assert.Equal(("fresh", null, false), (state.State.Text, state.ETag, state.RecordExists));

    private protected async Task<SampleGrainState> WrittenAsync(GrainId grain, string text)
    {
        var state = new SampleGrainState(new SampleState { Text = text });
        await Storage.WriteStateAsync(Name, grain, state);
        return state;
    }

    private protected async Task<SampleGrainState> ReadAsync(GrainId grain)
    {
        var state = new SampleGrainState(new SampleState());
        await Storage.ReadStateAsync(Name, grain, state);
        return state;
    }

    private async Task<bool> WinsAsync(SampleGrainState state)
    {
        try
        {
            await Storage.WriteStateAsync(Name, Anna, state);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }
}
