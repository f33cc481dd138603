using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;

namespace Mote.Evaluation.Privacy;

/// <summary>Model-templates of a recipe, enrolled as a silo would, at the audit's false-match rate.</summary>
/// <param name="pack">The cohort, calibrated for the recipe.</param>
/// <param name="recipe">The recipe.</param>
/// <param name="seed">Draws the training; each subject, realm and version has draws of its own.</param>
public sealed class RecipeTemplates(CohortPack pack, Recipe recipe, ulong seed) : ITemplateSource
{
    private readonly Enroller _enroller = new(pack);

    /// <inheritdoc/>
    public string Name => RecipeName.Of(recipe);

    /// <inheritdoc/>
    public bool IsKeyed => false;

    /// <inheritdoc/>
    public AuditedTemplate Enrol(AuditedSubject subject, int realm, int version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var settings = new EnrolmentSettings { Recipe = recipe, TargetFalseMatchRate = PrivacyAudit.FalseMatchRate, Seed = StableSeed.Of(seed, subject.Name, realm, version) };
        var template = _enroller.Enrol(subject.Reference, settings, null, cancellationToken).Template;
        var held = new HeldTemplate(template.Network, template.Dimension);
        var calibration = template.Calibration;
        return new AuditedTemplate(held, new OpenedTemplate(held, [(float)calibration.Location, (float)calibration.Scale, (float)calibration.Threshold], Ask));

        // As the service answers: a match with its rate, a non-match with nothing.
        ApiAnswer Ask(float[] embedding)
        {
            var decision = template.Decide(embedding);
            return new ApiAnswer(decision.IsMatch, decision.IsMatch ? -Math.Log10(decision.FalseMatchRate) : null);
        }
    }
}
