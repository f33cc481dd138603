using Mote.Abstractions.Embedding;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Protocol;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Templates;

namespace Mote.Grains.Identities;

/// <summary>The immutable snapshot that verifications read while a re-enrolment trains its successor.</summary>
internal sealed class EnrolledIdentity
{
    private readonly ModelTemplate _template;

    private EnrolledIdentity(ModelTemplate template, IdentityDescription description)
    {
        _template = template;
        Description = description;
    }

    public IdentityDescription Description { get; }

    /// <summary>Reads a stored record.</summary>
    /// <exception cref="MoteException">The model-template in it is damaged (<see cref="ProblemCode.StateUnreadable"/>).</exception>
    public static EnrolledIdentity From(IdentityState state)
    {
        try
        {
            var template = ModelTemplate.Parse(state.Template);
            return new EnrolledIdentity(template, new IdentityDescription(
                RecipeName.Of(template.Recipe),
                state.Version,
                state.EnrolledAt,
                state.Balance,
                template.Calibration.TargetFalseMatchRate,
                template.WeightBytes,
                template.EmbedderHash,
                template.CohortHash));
        }
        catch (ModelTemplateFormatException damage)
        {
            throw new MoteException(ProblemCode.StateUnreadable, $"The stored model-template cannot be read: {damage.Message}");
        }
    }

    /// <summary>Decides about a face embedded by <paramref name="face"/>'s embedder.</summary>
    /// <param name="face">The probe.</param>
    /// <param name="cohort">The cohort in use.</param>
    /// <exception cref="MoteException">The embedder or the cohort is another one than at enrolment.</exception>
    public VerificationResult Decide(EmbeddedFace face, CohortPack cohort)
    {
        Require(_template.EmbedderHash, face.EmbedderHash, ProblemCode.EmbedderMismatch, "embedder");
        Require(_template.CohortHash, cohort.Hash, ProblemCode.CohortMismatch, "cohort");

        var decision = _template.Decide(cohort.Input(_template.Recipe, face.Embedding));
        return new VerificationResult(
            decision.IsMatch,
            decision.IsMatch ? decision.FalseMatchRate : null,
            decision.TargetFalseMatchRate,
            Description.Version,
            _template.EmbedderHash,
            Guid.NewGuid());
    }

    private static void Require(string enrolled, string inUse, string code, string what)
    {
        if (!string.Equals(enrolled, inUse, StringComparison.Ordinal))
            throw new MoteException(code, $"The model-template belongs to {what} {enrolled[..12]}, in use is {inUse[..12]}: re-enrol the subject, or bring that {what} back.");
    }
}
