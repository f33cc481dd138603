using System.Diagnostics;
using System.Diagnostics.Metrics;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Lockouts;
using Mote.Grains.Telemetry;
using Certificate = Mote.Recognition.Certification.Certificate;

namespace Mote.Grains.Identities;

/// <summary>Counts decisions and locks, and times decisions. Thread-safe.</summary>
internal sealed class DecisionInstruments
{
    private const string Name = "Mote.Decisions";

    // A door that a request names, and that its key is not bound to, is anybody's free text.
    private const string Unbound = "unbound";
    private const string Everywhere = "everywhere";

    private readonly MeasuredRealms _realms;
    private readonly Counter<long> _decisions;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _certified;
    private readonly Counter<double> _expected;
    private readonly Counter<long> _locks;

    public DecisionInstruments(IMeterFactory meters, MeasuredRealms realms)
    {
        _realms = realms;
        var meter = meters.Create(Name);
        _decisions = meter.CreateCounter<long>("mote.decisions", "{decision}", "Photos that were decided about, or refused.");
        _duration = meter.CreateDuration("mote.decision.duration", "From the question to the answer, in the person's grain.");
        _certified = meter.CreateCounter<long>("mote.decisions.certified", "{decision}", "Decisions at the very rate that the person's certificate was measured at.");
        _expected = meter.CreateCounter<double>("mote.decisions.certified.non_matches.expected", "{decision}", "How many of those would be non-matches by these certificates, had everybody been who they said.");
        _locks = meter.CreateCounter<long>("mote.locks", "{lock}", "Locks that closed after too many consecutive non-matches.");
    }

    /// <summary>Where decisions stand in a trace.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>Shows a realm's figures from nought, before anything is decided in it.</summary>
    public void Begin(string realm)
    {
        var nobody = Entrance.Key(realm);
        foreach (var outcome in new[] { "match", "non_match" })
        {
            Count(realm, nobody, "verify", outcome, null, 0);
            Hold(realm, nobody, outcome, 0, 0);
        }
    }

    /// <summary>Counts an answer.</summary>
    public void Decided(string realm, Caller caller, string kind, bool isMatch, long since)
    {
        var outcome = isMatch ? "match" : "non_match";
        Activity.Current?.SetTag(Tags.Outcome, outcome);
        Time(kind, outcome, since);
        if (_realms.Count(realm))
            Count(realm, caller.Entrance, kind, outcome, null, 1);
    }

    /// <summary>Counts a question that was not answered.</summary>
    public void Refused(string realm, Caller caller, string kind, string code, long since)
    {
        Activity.Current?.SetTag(Tags.Outcome, "refused").SetTag(Tags.Error, code);
        Time(kind, "refused", since);
        if (_realms.Count(realm))
            Count(realm, caller.Entrance, kind, "refused", code, 1);
    }

    /// <summary>Holds an answer against what was measured about the network, where that was measured at the same rate and may be shown.</summary>
    public void Held(string realm, Caller caller, Certificate? certificate, bool isMatch, double rate)
    {
        var expected = certificate?.Figures.Samples.Rate ?? 0;
        if (certificate is { ShowsFalseNonMatches: true } && certificate.TargetFalseMatchRate == rate && _realms.Count(realm))
            Hold(realm, caller.Entrance, isMatch ? "match" : "non_match", 1, expected);
    }

    /// <summary>Counts a lock.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="at">At which door; null for all.</param>
    public void Locked(string realm, Entrance? at)
    {
        if (_realms.Count(realm))
            _locks.Add(1, KeyValuePair.Create<string, object?>(Tags.Realm, realm), KeyValuePair.Create<string, object?>(Tags.Door, at is null ? Everywhere : Door(at)));
    }

    private void Count(string realm, Entrance at, string kind, string outcome, string? code, int times)
    {
        if (!_decisions.Enabled)
            return;
        var tags = new TagList { { Tags.Realm, realm }, { Tags.Door, Door(at) }, { Tags.Kind, kind }, { Tags.Outcome, outcome } };
        if (code is not null)
            tags.Add(Tags.Error, code);
        _decisions.Add(times, tags);
    }

    private void Hold(string realm, Entrance at, string outcome, int times, double expected)
    {
        var (ofRealm, door) = (KeyValuePair.Create<string, object?>(Tags.Realm, realm), KeyValuePair.Create<string, object?>(Tags.Door, Door(at)));
        _certified.Add(times, ofRealm, door, KeyValuePair.Create<string, object?>(Tags.Outcome, outcome));
        _expected.Add(expected, ofRealm, door);
    }

    private void Time(string kind, string outcome, long since) =>
        _duration.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, KeyValuePair.Create<string, object?>(Tags.Kind, kind), KeyValuePair.Create<string, object?>(Tags.Outcome, outcome));

    private static string Door(Entrance at) => at.IsDoor ? at.Name : Unbound;
}
