using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Membership;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Grains.Tests.Membership;

/// <summary>A silo decides for a stated time after it began to ask whether it is of the cluster, and no longer.</summary>
public sealed class DecisionLeaseTests
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(60), Clinic = TimeSpan.FromSeconds(600);

    private readonly Waited _time = new();
    private readonly DecisionLease _lease;

    public DecisionLeaseTests()
    {
        var options = new DecisionLeaseOptions();
        options.Realms["clinic"] = new DecisionLeaseOptions.RealmLease { DecideSeconds = (int)Clinic.TotalSeconds };
        _lease = new DecisionLease(Options.Create(options), _time);
    }

    [Fact]
    public void Require_BeforeAnythingIsKnown_Refuses() => Refused("site", "clinic");

    [Fact]
    public void Require_WithinItsTime_Holds_AndNotAfter()
    {
        _lease.Renew(_time.GetTimestamp(), isByPeers: false);
        _time.By(Least);
        Held("site", "clinic");
        _time.By(TimeSpan.FromMilliseconds(1));
        Refused("site");
        Held("clinic");
        _time.By(Clinic - Least);
        Refused("site", "clinic");
    }

    /// <summary>What was true when it was asked may have changed since: the answer's way is part of the time.</summary>
    [Fact]
    public void Require_AnswerThatTookLong_CountsFromTheQuestion()
    {
        var asked = _time.GetTimestamp();
        _time.By(Least + TimeSpan.FromSeconds(1));
        _lease.Renew(asked, isByPeers: false);
        Refused("site");
    }

    [Fact]
    public void Renew_AnswersInAnotherOrder_TheLaterQuestionCounts()
    {
        var first = _time.GetTimestamp();
        _time.By(TimeSpan.FromSeconds(30));
        _lease.Renew(_time.GetTimestamp(), isByPeers: true);
        _lease.Renew(first, isByPeers: false);
        Assert.True(_lease.IsByPeers);
        _time.By(Least);
        Held("site");
    }

    [Theory]
    [InlineData(4, 60, "Mote:Cluster:DecideSeconds is 5 to 86400.")]
    [InlineData(60, 30, "Mote:Cluster:Realms:clinic:DecideSeconds is Mote:Cluster:DecideSeconds, 60, to 86400.")]
    public void Options_OutOfRange_SayHowToMendThem(int all, int clinic, string expected)
    {
        var options = new DecisionLeaseOptions { DecideSeconds = all };
        options.Realms["clinic"] = new DecisionLeaseOptions.RealmLease { DecideSeconds = clinic };
        Assert.Contains(expected, options.Validate(new ValidationContext(options)).Select(fault => fault.ErrorMessage));
    }

    private void Held(params string[] realms) => Assert.All(realms, _lease.Require);

    private void Refused(params string[] realms) =>
        Assert.All(realms, realm => Assert.Equal(ProblemCode.ClusterUnreachable, Assert.Throws<MoteException>(() => _lease.Require(realm)).Code));
}
