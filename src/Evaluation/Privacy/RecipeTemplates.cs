using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Protection;

namespace Mote.Evaluation.Privacy;

/// <summary>Model-templates of a recipe, enrolled and protected as a silo would, at the audit's false-match rate.</summary>
/// <param name="pack">The cohort, calibrated for the recipe.</param>
/// <param name="recipe">The recipe.</param>
/// <param name="seed">Draws the training and the transforms; each subject, realm and version has draws of its own.</param>
public sealed class RecipeTemplates(CohortPack pack, Recipe recipe, ulong seed) : ITemplateSource
{
    private readonly Enroller _enroller = new(pack);

    // Banks of faces are asked of every template, and a typicality costs a pass over the cohort.
    private readonly ConditionalWeakTable<float[], float[]> _placed = [];

    /// <inheritdoc/>
    public string Name => RecipeName.Of(recipe);

    /// <inheritdoc/>
    public bool IsKeyed => true;

    /// <inheritdoc/>
    public float[] See(float[] embedding) => pack.Input(recipe, embedding)[..pack.Cohort.Dimension];

    /// <inheritdoc/>
    public AuditedTemplate Enrol(AuditedSubject subject, int realm, int version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var settings = new EnrolmentSettings { Recipe = recipe, TargetFalseMatchRate = PrivacyAudit.FalseMatchRate, Seed = StableSeed.Of(seed, subject.Name, realm, version) };
        var transform = new OrthogonalTransform(Key(subject, realm, version), pack.Cohort.Dimension);
        var template = _enroller.Enrol([subject.Reference], settings, transform, null, cancellationToken).Template;
        var calibration = template.Calibration;
        return new AuditedTemplate(
            Held(template.Network),
            new OpenedTemplate(Held(TurnedBack(template.Network, transform)), [(float)calibration.Location, (float)calibration.Scale, (float)calibration.Threshold], Ask));

        // As the service answers: a match with its rate, a non-match with nothing.
        ApiAnswer Ask(float[] face)
        {
            var decision = template.Decide(Inputs(face));
            return new ApiAnswer(decision.IsMatch, decision.IsMatch ? -Math.Log10(decision.FalseMatchRate) : null);
        }
    }

    /// <summary>What an attacker holds of a network of this recipe.</summary>
    /// <param name="network">The network in the coordinates in which he has it.</param>
    public HeldTemplate Held(Network network) => new(network, pack.Cohort.Dimension, Inputs);

    private float[] Inputs(float[] face) => recipe == Recipe.Compact ? _placed.GetValue(face, Placed) : face;

    private float[] Placed(float[] direction)
    {
        var placed = new float[pack.Space.PlacedLength];
        pack.Space.PlaceDirection(direction, placed);
        return placed;
    }

    /// <summary>What whoever has the key sees: the stored weights in the coordinates of faces.</summary>
    private static Network TurnedBack(Network network, OrthogonalTransform transform)
    {
        var first = network.Layers[0];
        var weights = first.Weights.ToArray();
        for (var row = 0; row < first.Outputs; row++)
            transform.Invert(first.Row(row)[..transform.Dimension], weights.AsSpan(row * first.Inputs, transform.Dimension));
        return new Network(network.Recipe, [new DenseLayer(first.Inputs, first.Outputs, weights, first.Biases.ToArray()), .. network.Layers.Skip(1)]);
    }

    /// <summary>A key of this template's own, as good as a random one, and the same for the same audit.</summary>
    private byte[] Key(AuditedSubject subject, int realm, int version) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {realm} {version} {subject.Name}"));
}
