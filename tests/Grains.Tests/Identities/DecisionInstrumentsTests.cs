using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Lockouts;
using Mote.Grains.Identities;
using Mote.Grains.Telemetry;
using Mote.Recognition.Certification;
using Mote.Tests;
using Certificate = Mote.Recognition.Certification.Certificate;

namespace Mote.Grains.Tests.Identities;

/// <summary>What is counted of decisions, and what is not.</summary>
public sealed class DecisionInstrumentsTests : IDisposable
{
    private const string Realm = "harbour";
    private const double Rate = 1e-3;

    private readonly OwnMeters _meters = new();
    private readonly MeterListener _listener = new();
    private readonly List<string> _counted = [];
    private readonly DecisionInstruments _figures;

    public DecisionInstrumentsTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == _meters && instrument is not Histogram<double>)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Count(instrument, value, tags));
        _listener.Start();
        _figures = new DecisionInstruments(_meters, new MeasuredRealms("rehearsal"));
    }

    // A key of one door, and one that says any.
    private static Caller Bound { get; } = new("gate", Realm, ScopeSet.None) { Door = "north", Doors = ["north"] };

    private static Caller Saying { get; } = new("desk", Realm, ScopeSet.None) { Door = "a-door-that-it-says" };

    [Fact]
    public void Decided_AtADoor_IsCountedThereOnlyWhereTheKeyIsBoundToIt()
    {
        _figures.Decided(Realm, Bound, "verify", isMatch: true, Stopwatch.GetTimestamp());
        _figures.Refused(Realm, Saying, "explain", "no_face", Stopwatch.GetTimestamp());
        Assert.Equal(
            ["mote.decisions 1 harbour north verify match", "mote.decisions 1 harbour unbound explain refused no_face"],
            _counted);
    }

    [Fact]
    public void Locked_AtADoorAndEverywhere_IsTold()
    {
        _figures.Locked(Realm, Entrance.Door("north"));
        _figures.Locked(Realm, Entrance.Key("desk"));
        _figures.Locked(Realm, null);
        Assert.Equal(["mote.locks 1 harbour north", "mote.locks 1 harbour unbound", "mote.locks 1 harbour everywhere"], _counted);
    }

    /// <summary>Nobody knows what a certificate would say at another rate, nor what one says that does not vouch for its samples.</summary>
    [Fact]
    public void Held_AtTheCertificatesRate_IsCountedBesideWhatItExpects()
    {
        _figures.Held(Realm, Bound, Certified(distance: 0.01), isMatch: false, Rate);
        Assert.Equal(["mote.decisions.certified 1 harbour north non_match", "mote.decisions.certified.non_matches.expected 0.25 harbour north"], _counted);
        _counted.Clear();
        _figures.Held(Realm, Bound, Certified(distance: 0.01), isMatch: true, Rate / 10);
        _figures.Held(Realm, Bound, Certified(distance: 1), isMatch: true, Rate);
        _figures.Held(Realm, Bound, null, isMatch: true, Rate);
        Assert.Empty(_counted);
    }

    [Fact]
    public void Begin_Realm_IsShownFromNought()
    {
        _figures.Begin(Realm);
        Assert.Contains("mote.decisions 0 harbour unbound verify match", _counted);
        Assert.Contains("mote.decisions.certified.non_matches.expected 0 harbour unbound", _counted);
    }

    [Fact]
    public void Rehearsal_IsNotCounted()
    {
        _figures.Decided("rehearsal", Bound, "verify", isMatch: true, Stopwatch.GetTimestamp());
        _figures.Refused("rehearsal", Bound, "verify", "no_face", Stopwatch.GetTimestamp());
        _figures.Held("rehearsal", Bound, Certified(distance: 0.01), isMatch: true, Rate);
        _figures.Locked("rehearsal", null);
        Assert.Empty(_counted);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.Dispose();
    }

    private static Certificate Certified(double distance) => new(
        Rate, new CertifiedFigures([new GroupFigures("A", new(0, 100), new(0, 100), new(25, 100))]), null, null, ZooClass.Sheep, [new SynthesisAgreement("A", 100, distance)]);

    private void Count<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _counted.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{instrument.Name} {value} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}"));
}
