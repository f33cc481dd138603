using Mote.Client.Testing;
using Mote.Protocol;

namespace Mote.Client.Tests.Fakes;

/// <summary>Every failure that the SDK knows, on demand.</summary>
public sealed class FakeFailureTests : IDisposable
{
    private const string Ann = "ann";

    private static readonly byte[] Photo = [1, 2, 3];

    // Where a failure that may be sent again is seen at once.
    private readonly FakeMote _mote = Enrolled(options => options.Retries = 0);

    public static TheoryData<string> Codes => ProblemTests.Codes;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Codes))]
    public async Task Of_EveryCode_IsItsExceptionOnce(string code)
    {
        _mote.FailOnce(FakeFailure.Of(code, TimeSpan.FromSeconds(7)));
        var failure = await Assert.ThrowsAnyAsync<MoteClientException>(() => _mote.Client.VerifyAsync(Ann, Photo, Cancelled));
        var type = ProblemTypes.Of(code);
        Assert.Equal((ProblemTests.Exceptions[type.Kind], code, type.Kind, 7), (failure.GetType(), failure.Code, failure.Kind, failure.Problem!.RetryAfterSeconds));
        Assert.Equal(failure is LockedOutException ? TimeSpan.FromSeconds(7) : null, (failure as LockedOutException)?.RetryAfter);
        Assert.True((await _mote.Client.VerifyAsync(Ann, Photo, Cancelled)).IsMatch);
    }

    /// <summary>There is no type of exception that no code leads to.</summary>
    [Fact]
    public async Task Of_AllCodes_AreAllExceptionsOfTheSdk()
    {
        HashSet<Type> met = [];
        foreach (var type in ProblemTypes.All)
        {
            _mote.FailOnce(FakeFailure.Of(type.Code));
            met.Add((await Assert.ThrowsAnyAsync<MoteClientException>(() => _mote.Client.VerifyAsync(Ann, Photo, Cancelled))).GetType());
        }

        var all = typeof(MoteClientException).Assembly.GetTypes().Where(typeof(MoteClientException).IsAssignableFrom);
        Assert.Equal(all.OrderBy(type => type.Name), met.OrderBy(type => type.Name));
    }

    [Fact]
    public void Of_NoCode_IsRefused() => Assert.Throws<ArgumentException>(() => FakeFailure.Of("no_such_code"));

    [Fact]
    public async Task Fail_IsSoUntilItRecovers()
    {
        _mote.Fail(FakeFailure.NoAnswer);
        for (var i = 0; i < 2; i++)
            Assert.Empty((await Assert.ThrowsAsync<ServiceUnavailableException>(() => _mote.Client.VerifyAsync(Ann, Photo, Cancelled))).Code);
        _mote.Recover();
        Assert.True((await _mote.Client.VerifyAsync(Ann, Photo, Cancelled)).IsMatch);
        Assert.Equal(1, _mote.Decisions);
    }

    [Fact]
    public async Task Once_WhatMayBeSentAgain_IsByTheSdkItself()
    {
        using var patient = Enrolled(options => options.Retries = 1);
        patient.FailOnce(FakeFailure.Of(ProblemCode.Overloaded));
        Assert.True((await patient.Client.VerifyAsync(Ann, Photo, Cancelled)).IsMatch);
        Assert.Equal(1, patient.Decisions);
    }

    [Fact]
    public async Task Slow_IsAnsweredInTheEnd_OrGivenUpByTheCaller()
    {
        _mote.FailOnce(FakeFailure.Slow(TimeSpan.FromMilliseconds(1)));
        Assert.True((await _mote.Client.VerifyAsync(Ann, Photo, Cancelled)).IsMatch);
        _mote.FailOnce(FakeFailure.Slow(Timeout.InfiniteTimeSpan));
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _mote.Client.VerifyAsync(Ann, Photo, impatient.Token));
        Assert.Equal(1, _mote.Decisions);
    }

    /// <summary>The decision was made, and whoever does not ask again is not told.</summary>
    [Fact]
    public async Task LostAnswer_WithoutRepeats_IsNoAnswer()
    {
        _mote.FailOnce(FakeFailure.LostAnswer);
        await Assert.ThrowsAsync<ServiceUnavailableException>(() => _mote.Client.VerifyAsync(Ann, Photo, Cancelled));
        Assert.Equal(1, _mote.Decisions);
    }

    public void Dispose() => _mote.Dispose();

    private static FakeMote Enrolled(Action<MoteClientOptions> configure)
    {
        var mote = new FakeMote(configure);
        mote.Enrol(Ann, Photo);
        return mote;
    }
}
