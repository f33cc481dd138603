using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
using Mote.Protocol;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;
using Certificate = Mote.Recognition.Certification.Certificate;

namespace Mote.Grains.Identities;

/// <summary>The immutable snapshot that verifications read while a re-enrolment trains its successor.</summary>
/// <param name="State">What is stored.</param>
/// <param name="Template">The model-template in it, ready to answer.</param>
/// <param name="Line">What the realm's manifest holds of the record.</param>
internal sealed record EnrolledIdentity(IdentityState State, ModelTemplate Template, ManifestLine Line)
{
    /// <summary>The model-template in its shadow, ready to answer; null for none.</summary>
    public ModelTemplate? Candidate { get; init; }

    /// <summary>Whether the manifest knows this record alone.</summary>
    public bool IsSettled { get; init; } = true;

    /// <summary>Whether no later record was intended.</summary>
    public bool IsLatest { get; init; } = true;

    /// <summary>What is known of it, with the rate of the enrolment: ask <see cref="KeptIdentity.Describe"/> for the one that decides now.</summary>
    public IdentityDescription Description { get; } = new(
        RecipeName.Of(Template.Recipe),
        State.Active.Version,
        State.Active.TrainedAt,
        State.Active.Balance,
        Template.Calibration.TargetFalseMatchRate,
        Template.WeightBytes,
        Template.EmbedderHash,
        Template.CohortHash,
        Template.Certificate.ToArray())
    {
        CandidateVersion = State.Candidate?.Template.Version,
        CandidateAgreed = State.Candidate?.Agreed,
        PreviousVersion = State.Previous?.Template.Version,
        PreviousKeptUntil = State.Previous?.KeptUntil,
        ReenrolmentWishedSince = State.Wish?.Since,
        ReenrolmentCause = State.Wish?.Reason,
    };

    /// <summary>Stands for the person in the audit trail; null for a record of before there was one, until it is next written.</summary>
    public Guid? Person => Line.Person != Guid.Empty ? Line.Person : null;

    /// <summary>What was measured about it, read when it is first asked for.</summary>
    public Certificate? Certificate => field ??= Template.Certificate.IsEmpty ? null : Certificate.Parse(Template.Certificate.Span);

    /// <summary>The same, to be written again.</summary>
    public IdentityDraft Draft() => new(State, Template, Candidate);

    /// <summary>Decides about a face embedded by <paramref name="face"/>'s embedder.</summary>
    /// <param name="face">The probe.</param>
    /// <param name="cohort">The cohort in use.</param>
    /// <param name="rate">The rate that decides, by <see cref="Rates.RateRule"/>.</param>
    /// <exception cref="MoteException">The embedder or the cohort is another one than at enrolment.</exception>
    public VerificationResult Decide(EmbeddedFace face, CohortPack cohort, double rate)
    {
        RequireSameModels(face, cohort.Hash);
        var decision = Template.Decide(Template.Input(cohort, face.Embedding), rate);
        return new VerificationResult(
            decision.IsMatch,
            decision.IsMatch ? decision.FalseMatchRate : null,
            decision.TargetFalseMatchRate,
            State.Active.Version,
            Template.EmbedderHash,
            Guid.NewGuid());
    }

    /// <exception cref="MoteException">The embedder or the cohort is another one than at enrolment.</exception>
    public void RequireSameModels(EmbeddedFace face, string cohortHash)
    {
        Require(Template.EmbedderHash, face.EmbedderHash, ProblemCode.EmbedderMismatch, "embedder");
        Require(Template.CohortHash, cohortHash, ProblemCode.CohortMismatch, "cohort");
    }

    private static void Require(string enrolled, string inUse, string code, string what)
    {
        if (!string.Equals(enrolled, inUse, StringComparison.Ordinal))
            throw new MoteException(code, $"The model-template belongs to {what} {enrolled[..12]}, in use is {inUse[..12]}, so it can judge no photo: bring that {what} back, or re-enrol the subject with 'force', since it cannot be asked about the new photo either.");
    }
}
