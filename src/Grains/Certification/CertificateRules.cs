using System.Globalization;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Recognition.Certification;
using Mote.Recognition.Exclusion;

namespace Mote.Grains.Certification;

/// <summary>Holds certificates to the bounds of their realm. Thread-safe.</summary>
internal sealed class CertificateRules(IOptions<CertificateOptions> options)
{
    // A network that rejects its own person more often than not is none.
    private const double DefaultFalseNonMatchRate = 0.5;
    private const double DefaultExclusionCost = 0.05;
    private const double DefaultReenrolmentLoss = 0.3;

    /// <exception cref="MoteException">The certificate misses a bound (<see cref="ProblemCode.FailureToEnrol"/>).</exception>
    public void Require(string realm, Recognition.Certification.Certificate certificate)
    {
        if (Bounds(realm).Shortfall(certificate) is { } missed)
            throw new MoteException(ProblemCode.FailureToEnrol, missed.Message, missed.Measured, missed.Bound);
    }

    /// <summary>Whether a certificate misses a bound of the realm as it is now, whenever it was made.</summary>
    public bool Misses(string realm, Recognition.Certification.Certificate certificate) => Bounds(realm).Shortfall(certificate) is not null;

    /// <summary>
    /// Holds a model-template to the one that it is to replace, too: it may reject its person no more often beyond a bound, and
    /// accept no more strangers than that one does with 95 % confidence. Each where it decides at no stricter, or no looser,
    /// rate than that one, and where the cohort can tell.
    /// </summary>
    /// <param name="realm">The realm.</param>
    /// <param name="certificate">What was measured, the figures of the one before among it.</param>
    /// <param name="rateBefore">The false-match rate that the one before decides at.</param>
    /// <exception cref="MoteException">It misses a bound (<see cref="ProblemCode.FailureToEnrol"/>).</exception>
    public void RequireSuccessor(string realm, Recognition.Certification.Certificate certificate, double rateBefore)
    {
        Require(realm, certificate);
        if (certificate.Previous is not { } before)
            return;
        var (loss, most) = (certificate.Figures.Samples.Rate - before.Samples.Rate, Of(realm, bounds => bounds.MostReenrolmentLoss) ?? DefaultReenrolmentLoss);
        if (certificate.TargetFalseMatchRate >= rateBefore && certificate.ShowsFalseNonMatches && loss > most)
        {
            throw new MoteException(
                ProblemCode.FailureToEnrol,
                string.Create(CultureInfo.InvariantCulture, $"The new model-template would reject {loss:P1} more of the person's synthetic samples than the one enrolled; the bound is {most:P1}, and nothing was changed: take a sharper photo, or send it again with 'force'."),
                loss,
                most);
        }

        var (strangers, bound) = (certificate.Figures.Strangers.Rate, before.Strangers.UpperBound);
        if (certificate.TargetFalseMatchRate <= rateBefore && strangers > bound)
        {
            throw new MoteException(
                ProblemCode.FailureToEnrol,
                string.Create(CultureInfo.InvariantCulture, $"The new model-template accepts {strangers:P2} of the strangers, the one enrolled at most {bound:P2}; nothing was changed: take another photo, or send it again with 'force'."),
                strangers,
                bound);
        }
    }

    /// <exception cref="MoteException">The subject would be rejected too often afterwards (<see cref="ProblemCode.ExclusionTooCostly"/>).</exception>
    public void Require(string realm, ExclusionOutcome outcome)
    {
        var most = Of(realm, bounds => bounds.MostExclusionCost) ?? DefaultExclusionCost;
        if (outcome.Cost > most)
        {
            throw new MoteException(
                ProblemCode.ExclusionTooCostly,
                string.Create(CultureInfo.InvariantCulture, $"Excluding that face would reject {outcome.Cost:P2} more of the person's own synthetic samples; the bound is {most:P2}, and nothing was changed: allow more, or re-enrol from a sharper photo and try again."),
                outcome.Cost,
                most);
        }

        if (Bounds(realm).Shortfall(outcome.Certificate) is { } missed)
            throw new MoteException(ProblemCode.ExclusionTooCostly, missed.Message, missed.Measured, missed.Bound);
    }

    private CertificateBounds Bounds(string realm)
    {
        return new CertificateBounds
        {
            MostFalseMatchRate = Binding(bounds => bounds.MostFalseMatchRate),
            MostFalseNonMatchRate = Binding(bounds => bounds.MostFalseNonMatchRate, DefaultFalseNonMatchRate),
            MostGroupFalseNonMatchRate = Binding(bounds => bounds.MostGroupFalseNonMatchRate),
            MostGroupGap = Binding(bounds => bounds.MostGroupGap),
        };

        // What nothing exceeds need not be judged, and may not be judgeable.
        double? Binding(Func<RealmBounds, double?> bound, double? otherwise = null) =>
            (Of(realm, bound) ?? otherwise) is < 1 and var binding ? binding : null;
    }

    private double? Of(string realm, Func<RealmBounds, double?> bound) =>
        (options.Value.Realms.TryGetValue(realm, out var own) ? bound(own) : null) ?? bound(options.Value);
}
