using Mote.Grains.Identities;

namespace Mote.Grains.Mailbox;

/// <summary>What is counted of a realm, shown from nought when a silo begins to serve it: whoever watches a rate of change sees the first decision, too. Thread-safe.</summary>
public sealed class RealmFigures
{
    private readonly DecisionInstruments _decisions;
    private readonly PeopleInstruments _people;

    internal RealmFigures(DecisionInstruments decisions, PeopleInstruments people) => (_decisions, _people) = (decisions, people);

    /// <summary>Shows one.</summary>
    /// <param name="realm">The realm.</param>
    public void Begin(string realm)
    {
        _decisions.Begin(realm);
        _people.Begin(realm);
    }
}
