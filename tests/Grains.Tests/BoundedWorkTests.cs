using System.Globalization;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Tests;

public sealed class BoundedWorkTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Run_MoreThanFits_WaitsThenIsOverloaded(bool lasting)
    {
        using var work = new BoundedWork(concurrency: 1, queueLimit: 1, "Test");
        using var go = new ManualResetEventSlim();
        var running = work.Run(() => Wait(go), lasting, Cancelled);
        var waiting = work.Run(() => Wait(go), lasting, Cancelled);
        var refusal = await Assert.ThrowsAsync<MoteException>(() => work.Run(() => 3, lasting, Cancelled));
        Assert.Equal(ProblemCode.Overloaded, refusal.Code);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(new WorkLoad(AtWork: 1, Concurrency: 1, Waiting: 1, QueueLimit: 1), work.Load);

        go.Set();
        Assert.Equal((1, 1), (await running, await waiting));
        Assert.Equal(3, await work.Run(() => 3, lasting, Cancelled));
        Assert.Equal((0, 0), (work.Load.AtWork, work.Load.Waiting));
    }

    [Fact]
    public async Task Run_CancelledWhileWaiting_GivesItsPlaceBack()
    {
        using var work = new BoundedWork(1, 1, "Test");
        using var go = new ManualResetEventSlim();
        using var impatience = new CancellationTokenSource();
        var running = work.Run(() => Wait(go), false, Cancelled);
        var waiting = work.Run(() => 2, false, impatience.Token);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        var next = work.Run(() => 3, false, Cancelled);
        go.Set();
        await running;
        Assert.Equal(3, await next);
    }

    [Fact]
    public async Task Run_WorkThatFails_FailsItsCallerAndFreesThePlace()
    {
        using var work = new BoundedWork(1, 0, "Test");
        await Assert.ThrowsAsync<InvalidDataException>(() => work.Run<int>(() => throw new InvalidDataException(), true, Cancelled));
        Assert.Equal(1, await work.Run(() => 1, true, Cancelled));
    }

    [Fact]
    public async Task Run_LastingWork_StandsBehindTheOthers()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Priorities are read from Linux's /proc.");
        using var work = new BoundedWork(1, 0, "Test");
        var brief = await work.Run(Niceness, false, Cancelled);
        Assert.True(await work.Run(Niceness, true, Cancelled) > brief);
        Assert.Equal(brief, await work.Run(Niceness, false, Cancelled));
    }

    /// <summary>Field 19 of the calling thread's stat, proc(5); its second, the name in brackets, may hold spaces.</summary>
    private static int Niceness()
    {
        var fields = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(fields[(fields.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
    }

    private static int Wait(ManualResetEventSlim go)
    {
        go.Wait(Cancelled);
        return 1;
    }

    /// <summary>Whoever reads figures while a silo ends is told of no work, and not of a fault.</summary>
    [Fact]
    public void Load_OnceItIsDisposed_IsNone()
    {
        var work = new BoundedWork(2, 3, "Test");
        work.Dispose();
        Assert.Equal(new WorkLoad(0, 2, 0, 3), work.Load);
    }
}
