using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Mote.Grains.Access;
using Mote.Grains.Keys;
using Orleans.Configuration;

namespace Mote.Grains.Tests.Access;

/// <summary>Silos sign each other's calls under the oldest master key there is, and know every one that was there since they started.</summary>
public sealed class SharedCallKeysTests : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(15);

    private readonly FakeTimeProvider _time = new();
    private readonly KeyRing _ring = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Current_TheSameForAllOfACluster_AndForNoOther()
    {
        using var north = await Started();
        using var south = await Started();
        using var stranger = await Started("another");
        Assert.Equal(north.Current, south.Current, (one, other) => one.Version == other.Version && one.Key.AsSpan().SequenceEqual(other.Key));
        Assert.NotEqual(north.Current.Key, stranger.Current.Key);
    }

    [Fact]
    public async Task Find_KeyAddedAndTheFirstDestroyed_SignsUnderTheNext_AndStillKnowsTheFirst()
    {
        using var keys = await Started();
        var (first, of) = keys.Current;
        var second = _ring.Add();
        Assert.Null(keys.Find(second));
        await Until(keys, () => keys.Find(second) is not null);
        Assert.Equal(first, keys.Current.Version);

        _ring.Destroy(first);
        await Until(keys, () => keys.Current.Version == second);
        Assert.Equal(of, keys.Find(first));
    }

    [Fact]
    public async Task Start_NoMasterKey_SaysWhichIsMissing()
    {
        _ring.Destroy(1);
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => Started());
        Assert.Contains("mote keys new", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _ring.Dispose();

    private async Task<SharedCallKeys> Started(string cluster = "cluster")
    {
        var kept = new KeptMasterKeys(_ring, Options.Create(new KeptKeyOptions()), _time, NullLogger<KeptMasterKeys>.Instance);
        var keys = new SharedCallKeys(kept, Options.Create(new ClusterOptions { ClusterId = cluster }), _time, NullLogger<SharedCallKeys>.Instance);
        await keys.StartAsync(Cancelled);
        return keys;
    }

    /// <summary>Lets as much time pass as it takes: a read has a thread of its own.</summary>
    private async Task Until(SharedCallKeys keys, Func<bool> holds)
    {
        while (!holds())
        {
            Assert.False(keys.ExecuteTask!.IsCompleted);
            _time.Advance(Look);
            await Task.Yield();
        }
    }
}
