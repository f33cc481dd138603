using Mote.Service.Credentials;
using Mote.Tests;

namespace Mote.WebConsole.Tests.Credentials;

public sealed class CountedWindowTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Add_EachKey_IsCountedUntilTheTimeIsOver()
    {
        var clock = new ClockAhead();
        var window = new CountedWindow<int>(Minute, 10, clock);
        Assert.Equal((1, 2, 1), (window.Add(1).Count, window.Add(1).Count, window.Add(2).Count));
        clock.Advance(TimeSpan.FromSeconds(30));
        var (count, left) = window.Add(1);
        Assert.Equal(3, count);
        Assert.InRange(left, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        clock.Advance(left);
        Assert.Equal(1, window.Add(1).Count);
        clock.Advance(-TimeSpan.FromHours(1));
        Assert.Equal(1, window.Add(1).Count);
    }

    [Fact]
    public void Add_MoreKeysThanThereIsRoomFor_AreCountedTogetherAndTakeNoMore()
    {
        var window = new CountedWindow<int>(Minute, 100, new ClockAhead());
        for (var key = 0; key < 100; key++)
            Assert.Equal(1, window.Add(key).Count);
        for (var key = 100; key < 100_000; key++)
            Assert.Equal(key - 99, window.Add(key).Count);
        Assert.Equal((100, 2), (window.Count, window.Add(7).Count));
    }

    [Fact]
    public async Task Add_FromManyThreads_CountsEach()
    {
        var window = new CountedWindow<int>(TimeSpan.FromHours(1), 4, new ClockAhead());
        await Parallel.ForAsync(0, 4_000, TestContext.Current.CancellationToken, (i, _) =>
        {
            window.Add(i % 4);
            return ValueTask.CompletedTask;
        });
        Assert.All(Enumerable.Range(0, 4), key => Assert.Equal(1_001, window.Add(key).Count));
    }
}
