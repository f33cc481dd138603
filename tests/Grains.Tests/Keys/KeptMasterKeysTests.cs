using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Mote.Grains.Keys;
using Mote.Recognition.Protection.Keys;

namespace Mote.Grains.Tests.Keys;

public sealed class KeptMasterKeysTests : IDisposable
{
    private const string Realm = "realm";

    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _time = new();
    private readonly KeyRing _ring = new();
    private readonly KeptMasterKeys _keys;

    public KeptMasterKeysTests() =>
        _keys = new KeptMasterKeys(_ring, Options.Create(new KeptKeyOptions { KeptSeconds = (int)Kept.TotalSeconds }), _time, NullLogger<KeptMasterKeys>.Instance);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_ManyAtOnceAndAgain_AreOneReadAndCopiesOfOneKey()
    {
        var letGo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ring.Before = (_, _) => letGo.Task;
        var asked = Enumerable.Range(0, 50).Select(_ => _keys.FindAsync(Realm, 1, Cancelled).AsTask()).ToArray();
        letGo.SetResult();
        var keys = await Task.WhenAll(asked);
        keys[0]!.Dispose();
        using var again = await _keys.FindAsync(Realm, 1, Cancelled);

        Assert.Equal(1, _ring.Reads);
        Assert.All(keys.Skip(1), key => Assert.Equal(again!.Export(), key!.Export()));
        Assert.Equal(again!.Export(), _ring.First().Export());
    }

    [Fact]
    public async Task Find_ReadThatWasReadyAtOnce_IsNotMadeOnTheThreadThatAsks()
    {
        var threads = new List<(int Id, bool IsOfThePool)>();
        _ring.Before = (_, _) =>
        {
            threads.Add((Environment.CurrentManagedThreadId, Thread.CurrentThread.IsThreadPoolThread));
            return Task.CompletedTask;
        };
        var own = 0;
        await Task.Run(async () =>
        {
            own = Environment.CurrentManagedThreadId;
            using var key = await _keys.FindAsync(Realm, 1, Cancelled);
        }, Cancelled);

        var read = Assert.Single(threads);
        Assert.NotEqual(own, read.Id);
        Assert.False(read.IsOfThePool);
    }

    [Fact]
    public async Task Find_NothingOfWhoeverAsksGoesAlong()
    {
        var secret = new AsyncLocal<string> { Value = "whoever asks" };
        string? seen = null;
        _ring.Before = (_, _) =>
        {
            seen = secret.Value;
            return Task.CompletedTask;
        };
        using var key = await _keys.FindAsync(Realm, 1, Cancelled);
        Assert.Null(seen);
    }

    [Fact]
    public async Task Find_PastHalfOfItsTime_IsServedAtOnceAndReadAnewBeside()
    {
        using var first = await _keys.FindAsync(Realm, 1, Cancelled);
        var letGo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ring.Before = (_, _) => letGo.Task;
        _time.Advance(Kept / 2);
        for (var i = 0; i < 3; i++)
        {
            var asked = _keys.FindAsync(Realm, 1, Cancelled);
            Assert.True(asked.IsCompletedSuccessfully);
            using var key = await asked;
        }

        await Until(() => _ring.Reads == 2);
        letGo.SetResult();
        await Until(() => _ring.Given.Count == 2 && IsWiped(_ring.Given.First()));
        // From then on it is that one's time that counts.
        _time.Advance(Kept / 2 - TimeSpan.FromSeconds(1));
        using var later = await _keys.FindAsync(Realm, 1, Cancelled);
        Assert.Equal((first!.Export(), 2), (later!.Export(), _ring.Reads));
    }

    [Fact]
    public async Task Find_KeyThatWasDestroyed_IsWipedAtItsEndThoughNobodyAsks()
    {
        using var copy = await _keys.FindAsync(Realm, 1, Cancelled);
        _ring.Destroy(1);
        _time.Advance(Kept - TimeSpan.FromSeconds(1));
        Assert.False(IsWiped(_ring.Given.Single()));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(IsWiped(_ring.Given.Single()));
        Assert.Null(await _keys.FindAsync(Realm, 1, Cancelled));
    }

    [Fact]
    public async Task Find_KeyThatWasDestroyed_IsForgottenByTheFirstWhoAsksPastHalf()
    {
        using var copy = await _keys.FindAsync(Realm, 1, Cancelled);
        _ring.Destroy(1);
        _time.Advance(Kept / 2);
        using var served = await _keys.FindAsync(Realm, 1, Cancelled);
        Assert.NotNull(served);
        await Until(() => IsWiped(_ring.Given.Single()));
        Assert.Null(await _keys.FindAsync(Realm, 1, Cancelled));
    }

    [Fact]
    public async Task Find_ProviderGone_IsServedUntilItsEndAndNotLonger()
    {
        using var first = await _keys.FindAsync(Realm, 1, Cancelled);
        _ring.Before = (_, _) => throw new MasterKeyException("gone");
        _time.Advance(Kept / 2);
        for (var second = 1; second < Kept.TotalSeconds / 2; second++)
        {
            using var served = await _keys.FindAsync(Realm, 1, Cancelled);
            Assert.NotNull(served);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        // One read a second at most, not one a question.
        Assert.InRange(_ring.Reads, 2, 1 + (int)Kept.TotalSeconds / 2);
        _time.Advance(TimeSpan.FromSeconds(1));
        await Gone();
        Assert.True(IsWiped(_ring.Given.Single()));
        // Failures are not kept.
        _ring.Before = null;
        using var again = await _keys.FindAsync(Realm, 1, Cancelled);
        Assert.NotNull(again);

        // A read of before, for which the clock has gone on since, is told apart from one that failed.
        async Task Gone()
        {
            using var deadline = new CancellationTokenSource(Patience);
            while ((await Assert.ThrowsAsync<MasterKeyException>(async () => await _keys.FindAsync(Realm, 1, Cancelled))).Message != "gone")
                deadline.Token.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task Find_VersionThatWasNotThere_IsThereOnceItIsAndTheNewest()
    {
        Assert.Equal([1], await _keys.VersionsAsync(Realm, Cancelled));
        Assert.Null(await _keys.FindAsync(Realm, 2, Cancelled));
        _ring.Add();
        // As it was read: a list of before serves for a while.
        Assert.Equal([1], await _keys.VersionsAsync(Realm, Cancelled));
        using var key = await _keys.FindAsync(Realm, 2, Cancelled);
        Assert.NotNull(key);
        Assert.Equal([1, 2], await _keys.VersionsAsync(Realm, Cancelled));
        using var current = await _keys.CurrentAsync(Realm, Cancelled);
        Assert.Equal(2, current!.Version);
    }

    [Fact]
    public async Task VersionsAnew_SeeANewKeyAtOnceAndWipeWhatIsGone()
    {
        _ring.Add();
        using var one = await _keys.FindAsync(Realm, 1, Cancelled);
        using var two = await _keys.FindAsync(Realm, 2, Cancelled);
        Assert.Equal([1, 2], await _keys.VersionsAsync(Realm, Cancelled));
        var given = _ring.Given.ToDictionary(key => key.Version);
        _ring.Add();
        _ring.Destroy(1);

        Assert.Equal([2, 3], await _keys.VersionsAnewAsync(Realm, Cancelled));
        Assert.Equal([2, 3], await _keys.VersionsAsync(Realm, Cancelled));
        Assert.Equal((true, false), (IsWiped(given[1]), IsWiped(given[2])));
        Assert.Null(await _keys.FindAsync(Realm, 1, Cancelled));
        // One that is there may be another than it was.
        using var other = MasterKey.Generate(2);
        _ring.Exchange(2, other).Dispose();
        await _keys.VersionsAnewAsync(Realm, Cancelled);
        using var exchanged = await _keys.FindAsync(Realm, 2, Cancelled);
        Assert.Equal(other.Export(), exchanged!.Export());
    }

    [Fact]
    public async Task VersionsAnew_WhileTheyAreRead_AskOnceMore()
    {
        TaskCompletionSource[] letGo = [new(TaskCreationOptions.RunContinuationsAsynchronously), new(TaskCreationOptions.RunContinuationsAsynchronously)];
        var read = 0;
        _ring.Before = (_, _) => letGo[Interlocked.Increment(ref read) - 1].Task;
        var before = _keys.VersionsAsync(Realm, Cancelled).AsTask();
        await Until(() => _ring.Reads == 1);
        var anew = _keys.VersionsAnewAsync(Realm, Cancelled).AsTask();
        letGo[0].SetResult();
        await Until(() => _ring.Reads == 2);
        _ring.Add();
        letGo[1].SetResult();
        Assert.Equal([1, 2], await anew);
        await before;
    }

    [Fact]
    public async Task VersionsAnew_ProviderGone_AreNotThoseOfBefore()
    {
        await _keys.VersionsAsync(Realm, Cancelled);
        _ring.Before = (_, _) => throw new MasterKeyException("gone");
        await Assert.ThrowsAsync<MasterKeyException>(async () => await _keys.VersionsAnewAsync(Realm, Cancelled));
        // Who does not ask for those of now is served meanwhile.
        Assert.Equal([1], await _keys.VersionsAsync(Realm, Cancelled));
    }

    [Fact]
    public async Task Doubt_KeyThatWasExchanged_IsReadBeforeItIsUsedAgain()
    {
        using var first = await _keys.FindAsync(Realm, 1, Cancelled);
        using var other = MasterKey.Generate(1);
        _ring.Exchange(1, other).Dispose();
        _keys.Doubt(Realm, 1);
        using var second = await _keys.FindAsync(Realm, 1, Cancelled);
        Assert.Equal(other.Export(), second!.Export());
    }

    [Fact]
    public async Task Current_NewestGone_IsTheOneBefore()
    {
        _ring.Add();
        using (var newest = await _keys.CurrentAsync(Realm, Cancelled))
            Assert.Equal(2, newest!.Version);
        _ring.Destroy(2);
        _time.Advance(Kept / 2);
        using (await _keys.FindAsync(Realm, 2, Cancelled))
            await Until(() => IsWiped(_ring.Given.Single()));
        using var current = await _keys.CurrentAsync(Realm, Cancelled);
        Assert.Equal(1, current!.Version);
    }

    [Fact]
    public async Task Find_ProviderThatNeverAnswers_IsGivenUpAndSaysSo()
    {
        var given = default(CancellationToken);
        _ring.Before = (_, stop) =>
        {
            given = stop;
            return Task.Delay(Timeout.InfiniteTimeSpan, stop);
        };
        var asked = _keys.FindAsync(Realm, 1, Cancelled).AsTask();
        await Until(() => _ring.Reads == 1 && given.CanBeCanceled);
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.Contains("within 10 seconds", (await Assert.ThrowsAsync<MasterKeyException>(() => asked)).Message, StringComparison.Ordinal);
        Assert.True(given.IsCancellationRequested);
        _ring.Before = null;
        using var key = await Eventually(() => _keys.FindAsync(Realm, 1, Cancelled));
        Assert.NotNull(key);
    }

    [Fact]
    public async Task Find_ReadThatHangs_RefusesWhoComesLaterAtOnceAndServesOnceItEnds()
    {
        var letGo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ring.Before = (_, _) => letGo.Task;
        var asked = _keys.FindAsync(Realm, 1, Cancelled).AsTask();
        _time.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAsync<MasterKeyException>(() => asked);
        for (var i = 0; i < 3; i++)
            await Assert.ThrowsAsync<MasterKeyException>(async () => await _keys.FindAsync(Realm, 1, Cancelled));
        await Until(() => _ring.Reads == 1);
        letGo.SetResult();
        using var key = await Eventually(() => _keys.FindAsync(Realm, 1, Cancelled));
        Assert.Equal((true, 1), (key is not null, _ring.Reads));
    }

    [Fact]
    public async Task Find_CallerWhoGivesUp_LeavesTheOthersTheRead()
    {
        var letGo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ring.Before = (_, _) => letGo.Task;
        using var leaves = new CancellationTokenSource();
        var first = _keys.FindAsync(Realm, 1, leaves.Token).AsTask();
        var second = _keys.FindAsync(Realm, 1, Cancelled).AsTask();
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        letGo.SetResult();
        using var key = await second;
        Assert.Equal(1, _ring.Reads);
    }

    [Fact]
    public async Task Find_ProviderThatFailsInAnotherWay_IsToldInTheContractsWords()
    {
        _ring.Before = (_, _) => throw new InvalidOperationException("the address of the vault");
        var failure = await Assert.ThrowsAsync<MasterKeyException>(async () => await _keys.FindAsync(Realm, 1, Cancelled));
        Assert.DoesNotContain("address", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_AnotherRealm_IsAskedForItself()
    {
        List<string> asked = [];
        _ring.Before = (realm, _) =>
        {
            asked.Add(realm);
            return Task.CompletedTask;
        };
        using var one = await _keys.FindAsync("one", 1, Cancelled);
        using var other = await _keys.FindAsync("other", 1, Cancelled);
        using var again = await _keys.FindAsync("one", 1, Cancelled);
        Assert.Equal(["one", "other"], asked);
    }

    [Fact]
    public async Task Dispose_WipesEverything()
    {
        using var key = await _keys.FindAsync(Realm, 1, Cancelled);
        _keys.Dispose();
        Assert.True(IsWiped(_ring.Given.Single()));
        Assert.NotEmpty(key!.Export());
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await _keys.FindAsync(Realm, 1, Cancelled));
    }

    [Fact]
    public async Task Dispose_WhileAKeyIsRead_WipesThatToo()
    {
        var letGo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ring.Before = (_, _) => letGo.Task;
        var asked = _keys.FindAsync(Realm, 1, Cancelled).AsTask();
        await Until(() => _ring.Reads == 1);
        _keys.Dispose();
        letGo.SetResult();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => asked);
        Assert.True(IsWiped(_ring.Given.Single()));
    }

    public void Dispose()
    {
        _keys.Dispose();
        _ring.Dispose();
    }

    private static bool IsWiped(MasterKey key)
    {
        try
        {
            return key.Export().Length == 0;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private static async Task<T> Eventually<T>(Func<ValueTask<T>> ask)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (MasterKeyException) when (!deadline.IsCancellationRequested)
            {
                await Task.Yield();
            }
        }
    }

    private static async Task Until(Func<bool> holds)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        deadline.CancelAfter(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!holds())
            await tick.WaitForNextTickAsync(deadline.Token);
    }
}
