namespace Mote.Grains.Rates;

/// <summary>At which false-match rates people of a realm are enrolled.</summary>
public class RealmRates
{
    /// <summary>
    /// The rate that decides about people who are enrolled without one, above 0 and below 1, and the one at which a photo must
    /// be accepted before it replaces a model-template; null for what holds elsewhere, and 1e-4 there.
    /// </summary>
    public double? TargetFalseMatchRate { get; set; }

    /// <summary>The largest rate that an enrolment may ask for; null for what holds elsewhere, and the realm's own rate there.</summary>
    public double? MostFalseMatchRate { get; set; }
}
