using Microsoft.Extensions.DependencyInjection;
using Mote.Client.Testing;
using Mote.Protocol;

namespace Mote.Client.Tests.Fakes;

/// <summary>What integrators test against: it decides as they say, and counts as the service does.</summary>
public sealed class FakeMoteTests : IDisposable
{
    private const string Ann = "ann";

    private static readonly byte[] Own = [1, 2, 3], Another = [1, 2, 4], Stranger = [9];

    private readonly FakeMote _mote = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verify_MatchesThePhotosThatTheTestSaidShowThePerson()
    {
        _mote.Enrol(Ann, Own);
        var match = await _mote.Client.VerifyAsync(Ann, Own, Cancelled);
        Assert.True(match.IsMatch);
        Assert.InRange(match.FalseMatchRate!.Value, 0, match.TargetFalseMatchRate);
        var other = await _mote.Client.VerifyAsync(Ann, Another, Cancelled);
        Assert.Equal((false, null), (other.IsMatch, other.FalseMatchRate));
        _mote.Shows(Ann, Another);
        Assert.True((await _mote.Client.VerifyAsync(Ann, Another, Cancelled)).IsMatch);
        Assert.Equal(1e-6, (await _mote.Client.VerifyAtAsync(Ann, Own, 1e-6, Cancelled)).TargetFalseMatchRate);
        await Assert.ThrowsAsync<NotEnrolledException>(() => _mote.Client.VerifyAsync("bob", Own, Cancelled));
        Assert.Throws<InvalidOperationException>(() => _mote.Shows("bob", Own));
    }

    [Fact]
    public async Task People_AreEnrolledFoundListedAndErasedByTheSdk()
    {
        Assert.Equal(1, (await _mote.Client.EnrolAsync(Ann, Own, cancellationToken: Cancelled)).Version);
        await Assert.ThrowsAsync<AlreadyEnrolledException>(() => _mote.Client.EnrolAsync(Ann, Own, cancellationToken: Cancelled));
        Assert.Equal(2, (await _mote.Client.ReenrolAsync(Ann, Another, cancellationToken: Cancelled)).Version);
        Assert.False((await _mote.Client.VerifyAsync(Ann, Own, Cancelled)).IsMatch);
        _mote.Enrol("b/ob", Own);
        Assert.Equal([Ann, "b/ob"], await _mote.Client.ListAsync(cancellationToken: Cancelled).ToListAsync(Cancelled));
        Assert.Equal(["b/ob"], await _mote.Client.ListAsync(Ann, Cancelled).ToListAsync(Cancelled));
        Assert.Equal(2, await _mote.Client.CountAsync(Cancelled));
        Assert.True(await _mote.Client.EraseAsync("b/ob", Cancelled));
        Assert.False(await _mote.Client.EraseAsync("b/ob", Cancelled));
        Assert.Null(await _mote.Client.FindAsync("b/ob", Cancelled));
        Assert.Equal(Ann, (await _mote.Client.FindAsync(Ann, Cancelled))!.Subject);
        await Assert.ThrowsAsync<NotSupportedException>(() => _mote.Client.FairnessAsync(Cancelled));
    }

    [Fact]
    public async Task NonMatch_WhoseAnswerIsLost_IsSentAgainAndCountsOnce()
    {
        _mote.Enrol(Ann, Own);
        _mote.FailOnce(FakeFailure.LostAnswer);
        Assert.False((await _mote.Client.VerifyAsync(Ann, Stranger, Cancelled)).IsMatch);
        Assert.Equal((1, 1), (_mote.NonMatchesInARow(Ann), _mote.Decisions));
        // By itself each call counts.
        await _mote.Client.VerifyAsync(Ann, Stranger, Cancelled);
        Assert.Equal((2, 2), (_mote.NonMatchesInARow(Ann), _mote.Decisions));
        await _mote.Client.VerifyAsync(Ann, Own, Cancelled);
        Assert.Equal(0, _mote.NonMatchesInARow(Ann));
    }

    [Fact]
    public async Task Enrolment_WhoseAnswerIsLost_EnrolsOnce()
    {
        _mote.FailOnce(FakeFailure.LostAnswer);
        Assert.Equal(1, (await _mote.Client.EnrolAsync(Ann, Own, cancellationToken: Cancelled)).Version);
    }

    [Fact]
    public async Task NonMatchesInARow_LockThePerson_UntilSomebodyUnlocks()
    {
        _mote.Enrol(Ann, Own);
        for (var i = 0; i < FakeMote.MostNonMatches; i++)
            Assert.False((await _mote.Client.VerifyAsync(Ann, Stranger, Cancelled)).IsMatch);
        var locked = await Assert.ThrowsAsync<LockedOutException>(() => _mote.Client.VerifyAsync(Ann, Own, Cancelled));
        Assert.True(locked.RetryAfter > TimeSpan.Zero);
        await _mote.Client.UnlockAsync(Ann, Cancelled);
        Assert.True((await _mote.Client.VerifyAsync(Ann, Own, Cancelled)).IsMatch);
    }

    [Fact]
    public async Task AskFakeMote_IsAskedByTheClientOfAProgram_WhateverItsAddress()
    {
        _mote.Enrol(Ann, Own);
        await using var program = new ServiceCollection()
            .AddMoteClient(options => (options.Address, options.ApiKey) = (new Uri("https://door.example/mote"), "key"))
            .AskFakeMote(_mote)
            .BuildServiceProvider();
        Assert.True((await program.GetRequiredService<MoteClient>().VerifyAsync(Ann, Own, Cancelled)).IsMatch);
        Assert.Equal(1, _mote.Decisions);
    }

    public void Dispose() => _mote.Dispose();
}
