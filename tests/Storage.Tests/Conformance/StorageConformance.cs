using Mote.Storage.Envelopes;
using Mote.Storage.Records;
using Orleans.Storage;

namespace Mote.Storage.Tests.Conformance;

/// <summary>What every provider must do; each is run through all of it.</summary>
public abstract class StorageConformance
{
    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>A store on a place of its own for this test.</summary>
    internal abstract Task<IRecordStore> NewStore();

    /// <summary>Another store on the same place as the last.</summary>
    internal abstract IRecordStore SameStore();

    /// <summary>Takes away whatever holds the records, table or container.</summary>
    protected abstract Task DropContainer();

    [Fact]
    public async Task Read_NothingWritten_GivesAFreshState()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        var grain = new Activation(harness.Storage, "r/a");
        grain.State.State = new TestState { Text = "left over" };
        await grain.Read();
        Assert.Equal(("", null, false), (grain.Value.Text, grain.State.ETag, grain.State.RecordExists));
    }

    [Fact]
    public async Task Write_First_IsReadBack()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        var written = await new Activation(harness.Storage, "r/a").Write("one", 100);
        var read = await new Activation(harness.Storage, "r/a").Read();
        Assert.Equal(("one", 100, true), (read.Value.Text, read.Value.Bytes.Length, read.State.RecordExists));
        Assert.Equal(written.State.ETag, read.State.ETag);
        Assert.True(written.State.RecordExists);
    }

    [Fact]
    public async Task Write_Again_ChangesTheETag()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        var grain = await new Activation(harness.Storage, "r/a").Write("one");
        var first = grain.State.ETag;
        await grain.Write("two");
        Assert.NotEqual(first, grain.State.ETag);
        Assert.Equal("two", (await new Activation(harness.Storage, "r/a").Read()).Value.Text);
    }

    [Fact]
    public async Task Write_SecondCreator_IsInconsistent()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        await new Activation(harness.Storage, "r/a").Write("one");
        var second = new Activation(harness.Storage, "r/a");
        await Assert.ThrowsAsync<InconsistentStateException>(() => second.Write("two"));
        Assert.False(second.State.RecordExists);
        Assert.Equal("one", (await new Activation(harness.Storage, "r/a").Read()).Value.Text);
    }

    [Fact]
    public async Task Write_Stale_IsInconsistentAndChangesNothing()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        await new Activation(harness.Storage, "r/a").Write("one");
        var stale = await new Activation(harness.Storage, "r/a").Read();
        await (await new Activation(harness.Storage, "r/a").Read()).Write("two");
        await Assert.ThrowsAsync<InconsistentStateException>(() => stale.Write("three"));
        Assert.Equal("two", (await new Activation(harness.Storage, "r/a").Read()).Value.Text);
    }

    [Fact]
    public async Task Write_TwoWritersAtOnce_OneWins()
    {
        await using var one = await StorageHarness.Open(await NewStore());
        await using var other = await StorageHarness.Open(SameStore());
        await new Activation(one.Storage, "r/a").Write("start");
        for (var round = 0; round < 10; round++)
        {
            var writers = new[] { await new Activation(one.Storage, "r/a").Read(), await new Activation(other.Storage, "r/a").Read() };
            var outcomes = await Task.WhenAll(writers.Select(async (writer, i) =>
            {
                try
                {
                    await writer.Write($"{round} by {i}");
                    return true;
                }
                catch (InconsistentStateException)
                {
                    return false;
                }
            }));
            var winner = Assert.Single(Enumerable.Range(0, 2), i => outcomes[i]);
            Assert.Equal($"{round} by {winner}", (await new Activation(one.Storage, "r/a").Read()).Value.Text);
        }
    }

    [Fact]
    public async Task Write_ManyKeysAtOnce_AllStay()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        var keys = Enumerable.Range(0, 100).Select(i => $"r/{i}").ToArray();
        await Task.WhenAll(keys.Select(key => new Activation(harness.Storage, key).Write(key)));
        foreach (var key in keys)
            Assert.Equal(key, (await new Activation(harness.Storage, key).Read()).Value.Text);
    }

    [Fact]
    public async Task Clear_ThenRead_GivesAFreshState()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        var grain = await new Activation(harness.Storage, "r/a").Write("one");
        await grain.Clear();
        Assert.Equal(("", null, false), (grain.Value.Text, grain.State.ETag, grain.State.RecordExists));
        Assert.False((await new Activation(harness.Storage, "r/a").Read()).State.RecordExists);
    }

    [Fact]
    public async Task Clear_ThenWrite_StartsAnew()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        var grain = await new Activation(harness.Storage, "r/a").Write("one");
        var stale = await new Activation(harness.Storage, "r/a").Read();
        await grain.Clear();
        await grain.Write("two");
        Assert.Equal("two", (await new Activation(harness.Storage, "r/a").Read()).Value.Text);
        await Assert.ThrowsAsync<InconsistentStateException>(() => stale.Write("three"));
    }

    [Fact]
    public async Task Clear_Stale_IsInconsistent()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        await new Activation(harness.Storage, "r/a").Write("one");
        var stale = await new Activation(harness.Storage, "r/a").Read();
        await (await new Activation(harness.Storage, "r/a").Read()).Write("two");
        await Assert.ThrowsAsync<InconsistentStateException>(stale.Clear);
        await Assert.ThrowsAsync<InconsistentStateException>(() => new Activation(harness.Storage, "r/a").Clear());
        Assert.Equal("two", (await new Activation(harness.Storage, "r/a").Read()).Value.Text);
    }

    [Fact]
    public async Task Clear_NothingWritten_IsDone()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        await new Activation(harness.Storage, "r/a").Clear();
    }

    [Theory]
    [InlineData("realm/a/b")]
    [InlineData("realm/..%2F..%2Fother")]
    [InlineData("realm/trailing.")]
    [InlineData("realm/ päivää \\ ? # 名")]
    [InlineData("realm/'; DROP TABLE records; --")]
    public async Task Write_OddKey_StaysApart(string key)
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        await new Activation(harness.Storage, key).Write(key);
        await new Activation(harness.Storage, key + "x").Write("another");
        Assert.Equal(key, (await new Activation(harness.Storage, key).Read()).Value.Text);
    }

    [Fact]
    public async Task Write_VeryLongKeys_StayApart()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        var (one, other) = (new string('k', 2000) + "1", new string('k', 2000) + "2");
        await new Activation(harness.Storage, one).Write("one");
        await new Activation(harness.Storage, other).Write("other");
        Assert.Equal("one", (await new Activation(harness.Storage, one).Read()).Value.Text);
    }

    [Theory]
    [InlineData(1_000_000)]
    [InlineData(5_000_000)]
    public async Task Write_LargeState_IsReadBackWhole(int bytes)
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        await new Activation(harness.Storage, "r/a").Write("large", bytes);
        Assert.Equal(bytes, (await new Activation(harness.Storage, "r/a").Read()).Value.Bytes.Length);
    }

    [Fact]
    public async Task Services_ThatShareAStore_StayApart()
    {
        await using var one = await StorageHarness.Open(await NewStore(), "one");
        await using var other = await StorageHarness.Open(SameStore(), "other");
        await new Activation(one.Storage, "r/a").Write("one");
        Assert.False((await new Activation(other.Storage, "r/a").Read()).State.RecordExists);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Read_DamagedRecord_IsRefusedAndChangesNothing(bool truncated)
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        var grain = await new Activation(harness.Storage, "r/a").Write("one");
        var record = await harness.Store.Read(grain.Name(), Cancelled);
        var bytes = record!.Content.ToArray();
        bytes[^20] ^= 1;
        await harness.Store.Write(grain.Name(), new BinaryData(truncated ? bytes[..^5] : bytes), record.ETag, Cancelled);

        var before = grain.State.ETag;
        await Assert.ThrowsAsync<StateEnvelopeException>(grain.Read);
        Assert.Equal(("one", before, true), (grain.Value.Text, grain.State.ETag, grain.State.RecordExists));
    }

    [Fact]
    public async Task Read_RecordOfAnotherType_IsRefusedAndChangesNothing()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        await new Activation(harness.Storage, "r/a").WriteOther();
        var grain = new Activation(harness.Storage, "r/a");
        grain.State.State = new TestState { Text = "before" };
        await Assert.ThrowsAsync<StateEnvelopeException>(grain.Read);
        Assert.Equal(("before", null), (grain.Value.Text, grain.State.ETag));
    }

    [Fact]
    public async Task Write_Cancelled_DoesNotBegin()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Activation(harness.Storage, "r/a").Write("one", cancellationToken: new CancellationToken(true)));
        Assert.False((await new Activation(harness.Storage, "r/a").Read()).State.RecordExists);
    }

    [Fact]
    public async Task Check_WorkingStore_Completes()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        await harness.Storage.Check(Cancelled);
    }

    [Fact]
    public async Task Container_TakenAway_IsEmptyAndMadeAgain()
    {
        await using var harness = await StorageHarness.Open(await NewStore());
        await new Activation(harness.Storage, "r/a").Write("one");
        await DropContainer();
        await using var restarted = await StorageHarness.Open(SameStore());
        Assert.False((await new Activation(restarted.Storage, "r/a").Read()).State.RecordExists);
        await new Activation(restarted.Storage, "r/a").Write("two");
        Assert.Equal("two", (await new Activation(restarted.Storage, "r/a").Read()).Value.Text);
    }
}
