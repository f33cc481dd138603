using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Membership;
using Mote.Protocol;
using Mote.Service.Credentials;
using Mote.Tests;

namespace Mote.WebConsole.Tests.Credentials;

/// <summary>What is counted of credentials that were refused, and that it is bounded whoever sends them.</summary>
public sealed class RefusedCredentialsTests : IDisposable
{
    private static readonly IPAddress Here = IPAddress.Parse("192.0.2.7");

    private readonly ClockAhead _clock = new();
    private readonly Silos _silos = new();
    private readonly ServiceProvider _services;
    private readonly RefusedCredentials _refused;

    public RefusedCredentialsTests()
    {
        _services = new ServiceCollection().AddMetrics().Configure<EdgeOptions>(edge => edge.Realm = "site").BuildServiceProvider();
        _refused = new RefusedCredentials(_services.GetRequiredService<IOptionsMonitor<EdgeOptions>>(), _silos, _clock, new CredentialInstruments(Meters), NullLogger<RefusedCredentials>.Instance);
    }

    private IMeterFactory Meters => _services.GetRequiredService<IMeterFactory>();

    public void Dispose() => _services.Dispose();

    [Fact]
    public void Unknown_OfOneAddress_AreTooManyAfterTenUntilTheMinuteIsOver()
    {
        for (var i = 0; i < 10; i++)
            Assert.Null(_refused.Unknown(Here, $"wrong-{i}"));
        var wait = _refused.Unknown(Here, "wrong-again")!.Value;
        Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Null(_refused.Unknown(IPAddress.Parse("192.0.2.8"), "wrong-elsewhere"));
        _clock.Advance(wait);
        Assert.Null(_refused.Unknown(Here, "wrong-later"));
    }

    /// <summary>Whoever asks all silos in turn has no more tries than at one, and none is left without any.</summary>
    [Theory]
    [InlineData(2, 5)]
    [InlineData(3, 3)]
    [InlineData(10, 1)]
    [InlineData(11, 1)]
    public void Unknown_AtOneOfSeveralSilos_AreTooManyAfterItsPart(int silos, int part)
    {
        _silos.Count = silos;
        for (var i = 0; i < part; i++)
            Assert.Null(_refused.Unknown(Here, $"wrong-{i}"));
        Assert.NotNull(_refused.Unknown(Here, "wrong-again"));
        // The others were put out.
        _silos.Count = 1;
        Assert.Equal(10 - part - 1, Enumerable.Range(0, 20).Count(i => _refused.Unknown(Here, $"wrong-later-{i}") is null));
    }

    [Fact]
    public void Unknown_OneAndTheSameFromManyAddresses_IsTooManyAfterTen()
    {
        for (var i = 0; i < 10; i++)
            Assert.Null(_refused.Unknown(IPAddress.Parse($"192.0.2.{i}"), "stolen"));
        Assert.NotNull(_refused.Unknown(IPAddress.Parse("192.0.2.99"), "stolen"));
        Assert.Null(_refused.Unknown(IPAddress.Parse("192.0.2.99"), "another"));
    }

    /// <summary>Whoever has a /32 of IPv6 has more networks than any table.</summary>
    [Fact]
    public void Unknown_FromAHundredThousandNetworks_TakesNoMoreMemoryAndFillsNoTrail()
    {
        var bytes = IPAddress.Parse("2001:db8::1").GetAddressBytes();
        for (var i = 0; i < 100_000; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(4), i);
            _refused.Unknown(new IPAddress(bytes), $"wrong-{i}");
        }

        Assert.Equal((10_000, 10_000), _refused.Counted);
        Assert.NotNull(_refused.Unknown(new IPAddress(bytes), "wrong"));
        _refused.Tell(isEnd: true);
        var told = Told();
        Assert.InRange(told.Count, RefusalLog.MostTold + 1, 2 * RefusalLog.MostTold + 1);
        Assert.Equal(100_001, told.Sum(entry => entry.Entry.Times));
        Assert.Contains(told, entry => entry.Entry is { From: null, Times: > 99_000 });
        Assert.InRange(_refused.Lately("site").Count, 1, RefusalLog.MostTold + 1);
    }

    [Fact]
    public void Trail_IsToldTheFirstAtOnceAndTheOthersTogether()
    {
        for (var i = 0; i < 25; i++)
            _refused.Unknown(Here, "the-key-itself");
        var first = Assert.Single(Told());
        Assert.Equal(("site", TrailKind.CredentialsRefused, TrailOutcome.Refused, "", ProblemCode.Unauthenticated), (first.Realm, first.Entry.Kind, first.Entry.Outcome, first.Entry.Caller, first.Entry.Code));
        Assert.Equal(("192.0.2.0/24", 1), (first.Entry.From, first.Entry.Times));
        Assert.DoesNotContain("the-key-itself", $"{first}", StringComparison.Ordinal);

        _refused.Tell(isEnd: false);
        Assert.Empty(Told());
        _clock.Advance(RefusalLog.Window);
        _refused.Tell(isEnd: false);
        Assert.Equal(("192.0.2.0/24", 24), Assert.Single(Told().Select(told => (told.Entry.From, told.Entry.Times))));
        Assert.Equal(25, Assert.Single(_refused.Lately("site")).Times);
        Assert.Empty(_refused.Lately("elsewhere"));
        _clock.Advance(2 * RefusalLog.Window);
        Assert.Empty(_refused.Lately("site"));
    }

    [Fact]
    public void OfAnotherDoor_IsToldToTheRealmOfTheKey()
    {
        var door = new Caller("north", "harbour", ScopeSet.None);
        for (var i = 0; i < 10; i++)
            Assert.Null(_refused.OfAnotherDoor(Here, door));
        Assert.NotNull(_refused.OfAnotherDoor(Here, door));
        var told = Assert.Single(Told());
        Assert.Equal(("harbour", "north", ProblemCode.Forbidden), (told.Realm, told.Entry.Caller, told.Entry.Code));
        Assert.Empty(_refused.Lately("site"));
        Assert.Equal(("north", 11), Assert.Single(_refused.Lately("harbour").Select(line => (line.Caller, line.Times))));
    }

    [Fact]
    public void Counter_CountsByCodeAndKnowsNoNames()
    {
        Dictionary<string, long> counted = [];
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, to) =>
            {
                if (instrument.Meter.Scope == Meters && instrument.Name == CredentialInstruments.CounterName)
                    to.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, times, tags, _) =>
        {
            var tag = Assert.Single(tags.ToArray());
            Assert.Equal("error.type", tag.Key);
            counted[(string)tag.Value!] = counted.GetValueOrDefault((string)tag.Value!) + times;
        });
        listener.Start();
        for (var i = 0; i < 13; i++)
            _refused.Unknown(Here, $"wrong-{i}");
        _refused.OfAnotherDoor(IPAddress.Loopback, new Caller("north", "harbour", ScopeSet.None));
        Assert.Equal((10, 3, 1), (counted[ProblemCode.Unauthenticated], counted[ProblemCode.TooManyAttempts], counted[ProblemCode.Forbidden]));
    }

    private List<(string Realm, AuditEvent Entry)> Told()
    {
        List<(string, AuditEvent)> told = [];
        while (_refused.ToTell.TryRead(out var entry))
            told.Add(entry);
        return told;
    }

    private sealed class Silos : IActiveSilos
    {
        public int Count { get; set; } = 1;
    }
}
