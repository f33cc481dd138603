using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Mote.Grains.Membership;

namespace Mote.Grains.Tests.Membership;

/// <summary>A silo joins once everybody knows it whom it finds in the table, who was followed by another, or of whom somebody said that he is gone.</summary>
public sealed class AdmissionTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Neighbours _others = new();
    private readonly AdmissionOptions _options = new();
    private readonly Said _log = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static SiloAddress Elder => Neighbours.Silo(2, 5);

    [Fact]
    public Task Wait_NobodyElse_Joins() => Joins();

    [Fact]
    public async Task Wait_AllKnowIt_JoinsAndSaysNothing()
    {
        Add(Elder, SiloStatus.Active, says: _others.Version);
        Add(Neighbours.Silo(3, 5), SiloStatus.Joining, says: _others.Version + 1);
        Add(Neighbours.Silo(4, 5), SiloStatus.Dead, says: null);
        await Joins();
        Assert.Empty(_log.Lines);
    }

    /// <summary>However old its last sign of life in the table is.</summary>
    [Theory]
    [InlineData(SiloStatus.Active)]
    [InlineData(SiloStatus.Joining)]
    [InlineData(SiloStatus.ShuttingDown)]
    public async Task Wait_OneDoesNotAnswer_WaitsAndSaysForWhom_UntilItDoes(SiloStatus status)
    {
        Add(Elder, status, says: null);
        var waits = Waits();
        Assert.Contains(Elder.ToParsableString(), _log.Lines[^1].Text, StringComparison.Ordinal);
        _others.Say[Elder] = _others.Version;
        await Ends(waits);
    }

    [Fact]
    public async Task Wait_OneAnswersThatItKnowsAnOlderView_WaitsUntilItKnowsThis()
    {
        Add(Elder, SiloStatus.Active, says: _others.Version - 1);
        var waits = Waits();
        _others.Say[Elder] = _others.Version;
        await Ends(waits);
    }

    [Fact]
    public async Task Wait_OneIsDeclaredDead_Joins()
    {
        Add(Elder, SiloStatus.Active, says: null);
        var waits = Waits();
        Add(Elder, SiloStatus.Dead, says: null);
        await Ends(waits);
    }

    /// <summary>A machine that has another address after its restart; but not one that has another's name by mistake.</summary>
    [Theory]
    [InlineData(null, true)]
    [InlineData(1L, false)]
    public async Task Wait_OneStartedAgainUnderItsName_IsNotWaitedFor_UnlessItStillAnswers(long? says, bool joins)
    {
        Add(Elder, SiloStatus.Active, says, "moved");
        Add(Neighbours.Silo(9, Elder.Generation + 1), SiloStatus.Joining, _others.Version, "moved");
        if (joins)
            await Joins();
        else
            Waits();
    }

    [Fact]
    public async Task Wait_SomebodySaysThatOneIsGone_Joins_AndOnlyForThatStart()
    {
        _options.Gone.Add(Elder.ToParsableString());
        Add(Elder, SiloStatus.Active, says: null);
        await Joins();
        Add(Neighbours.Silo(2, 6), SiloStatus.Active, says: null);
        Waits();
    }

    [Fact]
    public void Options_NotASilo_SayHowToMendThem()
    {
        _options.Gone.Add("north");
        Assert.Contains("10.1.2.3:7271@123456789", Assert.Single(_options.Validate(new ValidationContext(_options))).ErrorMessage, StringComparison.Ordinal);
    }

    private void Add(SiloAddress silo, SiloStatus status, long? says, string? name = null)
    {
        _others.Add(silo, status, name ?? silo.ToString());
        if (says is { } version)
            _others.Say[silo] = version;
    }

    private Admission Made() => new(_others, _others, _others, Options.Create(_options), _time, _log);

    private Task Joins() => Made().Wait(Cancelled);

    // Everything but its pauses is done at once here.
    private Waiting Waits()
    {
        var waiting = Made().Wait(Cancelled);
        Assert.False(waiting.IsCompleted);
        Assert.Equal(LogLevel.Warning, _log.Lines[^1].Level);
        return new Waiting(waiting);
    }

    private async Task Ends(Waiting waiting)
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        await waiting.Task;
        Assert.True(_others.Refreshed > 0);
    }

    private sealed record Waiting(Task Task);

    private sealed class Said : ILogger<Admission>
    {
        public List<(LogLevel Level, string Text)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add((logLevel, formatter(state, exception)));
    }
}
