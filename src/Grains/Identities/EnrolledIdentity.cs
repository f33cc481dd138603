using Mote.Abstractions.Embedding;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Protocol;
using Mote.Recognition.Certification;
using Mote.Recognition.Networks;
using Mote.Recognition.Templates;

namespace Mote.Grains.Identities;

/// <summary>The immutable snapshot that verifications read while a re-enrolment trains its successor.</summary>
internal sealed class EnrolledIdentity
{
    private EnrolledIdentity(ModelTemplate template, Recognition.Certification.Certificate? certificate, IdentityDescription description)
    {
        Template = template;
        Certificate = certificate;
        Description = description;
    }

    public ModelTemplate Template { get; }

    /// <summary>What was measured about it; null for one of before there were certificates.</summary>
    public Recognition.Certification.Certificate? Certificate { get; }

    public IdentityDescription Description { get; }

    /// <summary>Reads a stored record.</summary>
    /// <exception cref="MoteException">The model-template or the certificate in it is damaged (<see cref="ProblemCode.StateUnreadable"/>).</exception>
    public static EnrolledIdentity From(IdentityState state)
    {
        try
        {
            var template = ModelTemplate.Parse(state.Template);
            var certificate = state.Certificate.Length == 0 ? null : Recognition.Certification.Certificate.Parse(state.Certificate);
            return new EnrolledIdentity(template, certificate, new IdentityDescription(
                RecipeName.Of(template.Recipe),
                state.Version,
                state.EnrolledAt,
                state.Balance,
                template.Calibration.TargetFalseMatchRate,
                template.WeightBytes,
                template.EmbedderHash,
                template.CohortHash,
                state.Certificate));
        }
        catch (Exception damage) when (damage is ModelTemplateFormatException or CertificateFormatException)
        {
            throw new MoteException(ProblemCode.StateUnreadable, $"The stored model-template cannot be read: {damage.Message}");
        }
    }

    /// <summary>Decides about a face embedded by <paramref name="face"/>'s embedder.</summary>
    /// <param name="face">The probe.</param>
    /// <param name="cohortHash">The cohort in use.</param>
    /// <exception cref="MoteException">The embedder or the cohort is another one than at enrolment.</exception>
    public VerificationResult Decide(EmbeddedFace face, string cohortHash)
    {
        RequireSameModels(face, cohortHash);
        var decision = Template.Decide(face.Embedding);
        return new VerificationResult(
            decision.IsMatch,
            decision.IsMatch ? decision.FalseMatchRate : null,
            decision.TargetFalseMatchRate,
            Description.Version,
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
            throw new MoteException(code, $"The model-template belongs to {what} {enrolled[..12]}, in use is {inUse[..12]}: re-enrol the subject, or bring that {what} back.");
    }
}
