using Mote.Cli.Photos;

namespace Mote.Cli.Demo;

/// <summary>One question to the service: is the person on this photo the one enrolled from that one?</summary>
/// <param name="Reference">The photo the person was enrolled from.</param>
/// <param name="Probe">The photo tried.</param>
internal sealed record Comparison(LabelledPhoto Reference, LabelledPhoto Probe)
{
    public bool IsMated => Reference.Identity == Probe.Identity;

    /// <summary>Every probe against its own person, and every stranger against everybody.</summary>
    public static Comparison[] Of(DemoPlan plan, IReadOnlyCollection<LabelledPhoto> enrolled)
    {
        var byIdentity = enrolled.ToDictionary(reference => reference.Identity, StringComparer.Ordinal);
        return
        [
            .. plan.Probes.Where(probe => byIdentity.ContainsKey(probe.Identity)).Select(probe => new Comparison(byIdentity[probe.Identity], probe)),
            .. enrolled.SelectMany(reference => plan.Strangers.Select(stranger => new Comparison(reference, stranger))),
        ];
    }
}
