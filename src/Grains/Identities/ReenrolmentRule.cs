using System.Globalization;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Rates;
using Mote.Protocol;
using Mote.Recognition.Packs;

namespace Mote.Grains.Identities;

/// <summary>
/// A model-template is replaced by photos that it takes for its own person's: all of them, at the realm's rate, or at its own,
/// the caller's or the door's where that is stricter. Whoever may re-enrol could otherwise make somebody else of anybody. Thread-safe.
/// </summary>
internal sealed class ReenrolmentRule(CohortPack cohort, RateRule rates)
{
    /// <summary>Asks the network about every face.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="enrolled">The model-template that is to be replaced.</param>
    /// <param name="faces">The photos' faces.</param>
    /// <param name="caller">Who sent them.</param>
    /// <exception cref="MoteException">It cannot judge: it belongs to another embedder or cohort.</exception>
    public bool Accepts(string realm, EnrolledIdentity enrolled, IReadOnlyList<EmbeddedFace> faces, Caller caller)
    {
        var rate = RateOf(realm, enrolled, caller);
        return faces.All(face => enrolled.Decide(face, cohort, rate).IsMatch);
    }

    /// <summary>What an operator hears whose photos were not accepted. Which of several it was is not said: that would be an answer each.</summary>
    public MoteException Refusal(string realm, EnrolledIdentity enrolled, Caller caller) => new(
        ProblemCode.NotRecognised,
        string.Create(CultureInfo.InvariantCulture, $"The enrolled network does not take what was sent for this person, at a false-match rate of {RateOf(realm, enrolled, caller):G2}, so it was not replaced, and the attempt counts as a non-match. Send another photo of the person; or, if you know by other means who it is, send it again with 'force', which the audit trail will say."));

    private double RateOf(string realm, EnrolledIdentity enrolled, Caller caller) => rates.OfReplacement(realm, enrolled.Template.Calibration, caller);
}
