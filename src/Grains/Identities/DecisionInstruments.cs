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

    /// <summary>Counts an answer.</summary>
    public void Decided(string realm, Caller caller, string kind, bool isMatch, long since)
    {
        var outcome = isMatch ? "match" : "non_match";
        Activity.Current?.SetTag(Tags.Outcome, outcome);
        if (_realms.Count(realm))
            Count(realm, caller, kind, outcome, null, since);
    }

    /// <summary>Counts a question that was not answered.</summary>
    public void Refused(string realm, Caller caller, string kind, string code, long since)
    {
        Activity.Current?.SetTag(Tags.Outcome, "refused").SetTag(Tags.Error, code);
        if (_realms.Count(realm))
            Count(realm, caller, kind, "refused", code, since);
    }

    /// <summary>Holds an answer against what was measured about the network, where that was measured at the same rate and may be shown.</summary>
    public void Held(string realm, Caller caller, Certificate? certificate, bool isMatch, double rate)
    {
        if (certificate is not { ShowsFalseNonMatches: true } || certificate.TargetFalseMatchRate != rate || !_realms.Count(realm))
            return;
        var (ofRealm, door) = (KeyValuePair.Create<string, object?>(Tags.Realm, realm), KeyValuePair.Create<string, object?>(Tags.Door, Door(caller.Entrance)));
        _certified.Add(1, ofRealm, door, KeyValuePair.Create<string, object?>(Tags.Outcome, isMatch ? "match" : "non_match"));
        _expected.Add(certificate.Figures.Samples.Rate, ofRealm, door);
    }

    /// <summary>Counts a lock.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="at">At which door; null for all.</param>
    public void Locked(string realm, Entrance? at)
    {
        if (_realms.Count(realm))
            _locks.Add(1, KeyValuePair.Create<string, object?>(Tags.Realm, realm), KeyValuePair.Create<string, object?>(Tags.Door, at is null ? Everywhere : Door(at)));
    }

    private void Count(string realm, Caller caller, string kind, string outcome, string? code, long since)
    {
        if (_decisions.Enabled)
        {
            var tags = new TagList { { Tags.Realm, realm }, { Tags.Door, Door(caller.Entrance) }, { Tags.Kind, kind }, { Tags.Outcome, outcome } };
            if (code is not null)
                tags.Add(Tags.Error, code);
            _decisions.Add(1, tags);
        }

        _duration.Record(Stopwatch.GetElapsedTime(since).TotalSeconds, KeyValuePair.Create<string, object?>(Tags.Kind, kind), KeyValuePair.Create<string, object?>(Tags.Outcome, outcome));
    }

    private static string Door(Entrance at) => at.IsDoor ? at.Name : Unbound;
}
