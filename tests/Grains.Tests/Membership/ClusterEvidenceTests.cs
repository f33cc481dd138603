using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Membership;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Grains.Tests.Membership;

/// <summary>A silo is of its cluster by the table; while that does not answer, by all the others; and not against what the table says.</summary>
public sealed class ClusterEvidenceTests : IDisposable
{
    private readonly Waited _time = new();
    private readonly Neighbours _others = new();
    private readonly Table _table;
    private readonly DecisionLease _lease;
    private readonly ClusterEvidence _evidence;

    public ClusterEvidenceTests()
    {
        var options = Options.Create(new DecisionLeaseOptions());
        _table = new Table(_others.SiloAddress);
        _lease = new DecisionLease(options, _time);
        _evidence = new ClusterEvidence(_lease, _table, _others, _others, _others, options, _time, NullLogger<ClusterEvidence>.Instance);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static SiloAddress Other => Neighbours.Silo(2, 1);

    /// <summary>One that is told to stop ends what it is answering.</summary>
    [Theory]
    [InlineData(SiloStatus.Active)]
    [InlineData(SiloStatus.ShuttingDown)]
    public async Task Table_SaysThatItIs_IsEnough(SiloStatus says)
    {
        _table.Says = says;
        Assert.True(await _evidence.IsOfTheCluster(Cancelled));
        Assert.True(_lease.Holds);
        Assert.False(_lease.IsByPeers);
    }

    /// <summary>The others may not have heard yet what the table says.</summary>
    [Theory]
    [InlineData(SiloStatus.Dead)]
    [InlineData(SiloStatus.None)]
    [InlineData(SiloStatus.Joining)]
    public async Task Table_SaysOtherwise_NobodyElseCountsForIt(SiloStatus says)
    {
        Vouching(Other);
        _table.Says = says;
        Assert.False(await _evidence.IsOfTheCluster(Cancelled));
        Assert.False(_lease.Holds);
    }

    [Fact]
    public async Task Table_SaysDead_EndsWhatWasKnownBefore_AndNothingElseDoes()
    {
        await _evidence.IsOfTheCluster(Cancelled);
        _table.Says = SiloStatus.None;
        Assert.False(await _evidence.IsOfTheCluster(Cancelled));
        Assert.True(_lease.Holds);
        _table.Says = SiloStatus.Dead;
        Assert.False(await _evidence.IsOfTheCluster(Cancelled));
        Assert.False(_lease.Holds);
    }

    [Fact]
    public async Task Table_Silent_AllOthersVouch_IsEnough()
    {
        _table.Says = null;
        Vouching(Other);
        Vouching(Neighbours.Silo(3, 1), SiloStatus.Joining);
        _others.Add(Neighbours.Silo(4, 1), SiloStatus.Dead, "gone");
        Assert.True(await _evidence.IsOfTheCluster(Cancelled));
        Assert.True(_lease.IsByPeers);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(8L)]
    public async Task Table_Silent_OneOtherDoesNotAnswer_OrKnowsMore_IsNot(long? says)
    {
        _table.Says = null;
        Vouching(Other);
        var third = Neighbours.Silo(3, 1);
        _others.Add(third, SiloStatus.Joining, "third");
        if (says is { } version)
            _others.Say[third] = version;
        Assert.False(await _evidence.IsOfTheCluster(Cancelled));
        Assert.False(_lease.Holds);
    }

    [Fact]
    public async Task Confirm_NothingSaysThatItIsOfTheCluster_SaysThatTheChangeMayHold()
    {
        await _evidence.Confirm();
        _table.Says = SiloStatus.Dead;
        Assert.Equal(ProblemCode.ClusterUnreachable, (await Assert.ThrowsAsync<MoteException>(_evidence.Confirm)).Code);
    }

    /// <summary>Who changed something after a question began needs another; all who wait meanwhile share that.</summary>
    [Fact]
    public async Task Confirm_WhileOthersAsk_SharesWhatIsAskedLater_AndNothingEarlier()
    {
        var open = new TaskCompletionSource();
        _table.Open = open.Task;
        var first = _evidence.Confirm();
        while (_table.Asked == 0)
            await Task.Yield();
        Task[] later = [_evidence.Confirm(), _evidence.Confirm(), _evidence.Confirm()];
        _table.Says = SiloStatus.Dead;
        open.SetResult();
        await first;
        foreach (var one in later)
            await Assert.ThrowsAsync<MoteException>(() => one);
        Assert.Equal(2, _table.Asked);
    }

    public void Dispose() => _evidence.Dispose();

    private void Vouching(SiloAddress silo, SiloStatus status = SiloStatus.Active)
    {
        _others.Add(silo, status, silo.ToString());
        _others.Say[silo] = _others.Version;
    }
}
