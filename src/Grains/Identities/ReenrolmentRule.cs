using System.Globalization;
using Microsoft.Extensions.Options;
using Mote.Abstractions.Embedding;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Grains.Rates;
using Mote.Protocol;
using Mote.Recognition.Cohorts;

namespace Mote.Grains.Identities;

/// <summary>
/// A model-template is replaced by photos that it takes for its own person's: all of them, at the realm's rate, or at its own
/// where that is stricter. Whoever may re-enrol could otherwise make somebody else of anybody. Thread-safe.
/// </summary>
internal sealed class ReenrolmentRule(CohortPack cohort, IOptions<RateOptions> rates)
{
    /// <summary>Asks the network about every face.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="enrolled">The model-template that is to be replaced.</param>
    /// <param name="faces">The photos' faces.</param>
    /// <exception cref="MoteException">It cannot judge: it belongs to another embedder or cohort.</exception>
    public bool Accepts(string realm, EnrolledIdentity enrolled, IReadOnlyList<EmbeddedFace> faces)
    {
        var rate = RateOf(realm, enrolled);
        return faces.All(face => enrolled.Decide(face, cohort) is { IsMatch: true } decision && decision.FalseMatchRate <= rate);
    }

    /// <summary>What an operator hears whose photos were not accepted. Which of several it was is not said: that would be an answer each.</summary>
    public MoteException Refusal(string realm, EnrolledIdentity enrolled) => new(
        ProblemCode.NotRecognised,
        string.Create(CultureInfo.InvariantCulture, $"The enrolled network does not take what was sent for this person, at a false-match rate of {RateOf(realm, enrolled):G2}, so it was not replaced, and the attempt counts as a non-match. Send another photo of the person; or, if you know by other means who it is, send it again with 'force', which the audit trail will say."));

    private double RateOf(string realm, EnrolledIdentity enrolled)
    {
        var own = enrolled.Template.Calibration;
        // The scale of rates ends where the cohort does.
        return Math.Min(own.TargetFalseMatchRate, Math.Clamp(rates.Value.Target(realm), own.Tail.LowestRate, own.Tail.Share));
    }
}
