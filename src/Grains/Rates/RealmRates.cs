namespace Mote.Grains.Rates;

/// <summary>At which false-match rates people of a realm are enrolled and decided about.</summary>
public class RealmRates
{
    /// <summary>
    /// The rate that decides about people who are enrolled without one, above 0 and below 1, and the one at which a photo must
    /// be accepted before it replaces a model-template; null for what holds elsewhere, and 1e-4 there.
    /// </summary>
    public double? TargetFalseMatchRate { get; set; }

    /// <summary>
    /// The ceiling: the largest rate that an enrolment or a decision may ask for, and that decides about anybody, whenever
    /// enrolled; null for what holds elsewhere, and the realm's own rate there.
    /// </summary>
    public double? MostFalseMatchRate { get; set; }

    /// <summary>Rates by door, however its name is capitalised: what is stricter at one spelling is not looser at another.</summary>
    public Dictionary<string, DoorRate> Doors { get; } = new(StringComparer.OrdinalIgnoreCase);
}
