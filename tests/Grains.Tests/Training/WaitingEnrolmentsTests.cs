using Mote.Grains.Training;
using Mote.Recognition.Enrolment;

namespace Mote.Grains.Tests.Training;

public sealed class WaitingEnrolmentsTests
{
    [Theory]
    [InlineData(1, 5, 5)]
    [InlineData(2, 5, 3)]
    [InlineData(4, 3, 1)]
    [InlineData(1, 20, 16)]
    public void Take_SeveralWorkers_LeavesEachItsShare(int workers, int waiting, int expected)
    {
        var all = Wait(new WaitingEnrolments(16, workers), waiting, out var queue);
        Assert.Equal(expected, queue.Take(all[0]).Count);
    }

    [Fact]
    public void Take_SomebodysTurn_HasThatOneAndTheOldestWhoWaitNoMore()
    {
        var all = Wait(new WaitingEnrolments(3, 1), 5, out var queue);
        Assert.Equal([all[3], all[0], all[1]], queue.Take(all[3]));
        Assert.Equal([true, true, false, false, false], all.Select(one => one.Queue.IsCancellationRequested));
        Assert.Empty(queue.Take(all[0]));
        Assert.False(queue.Remove(all[1]));
        Assert.True(queue.Remove(all[2]));
        Assert.Equal([all[4]], queue.Take(all[4]));
    }

    private static PendingEnrolment[] Wait(WaitingEnrolments queue, int count, out WaitingEnrolments waiting)
    {
        waiting = queue;
        PendingEnrolment[] all = [.. Enumerable.Range(0, count).Select(_ => new PendingEnrolment(new EnrolmentOrder([], new EnrolmentSettings(), null, null, CancellationToken.None), null))];
        foreach (var one in all)
            queue.Add(one);
        return all;
    }
}
