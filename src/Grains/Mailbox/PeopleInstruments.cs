using System.Diagnostics.Metrics;
using Mote.Grains.Telemetry;

namespace Mote.Grains.Mailbox;

/// <summary>Counts whose grains are in memory. Thread-safe.</summary>
internal sealed class PeopleInstruments
{
    private readonly MeasuredRealms _realms;
    private readonly UpDownCounter<long> _active;

    public PeopleInstruments(IMeterFactory meters, MeasuredRealms realms)
    {
        _realms = realms;
        _active = meters.Create("Mote.People").CreateUpDownCounter<long>("mote.people.active", "{person}", "People whose grain is in this silo's memory, whoever asked about them last.");
    }

    /// <summary>Shows a realm from nought.</summary>
    public void Begin(string realm) => Add(realm, 0);

    public void Came(string realm) => Add(realm, 1);

    public void Went(string realm) => Add(realm, -1);

    private void Add(string realm, int people)
    {
        if (_realms.Count(realm))
            _active.Add(people, KeyValuePair.Create<string, object?>(Tags.Realm, realm));
    }
}
