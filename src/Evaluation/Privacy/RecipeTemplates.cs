using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Exclusion;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;

namespace Mote.Evaluation.Privacy;

/// <summary>Model-templates of a recipe, enrolled and protected as a silo would, at the audit's false-match rate.</summary>
/// <param name="pack">The cohort, calibrated for the recipe.</param>
/// <param name="recipe">The recipe.</param>
/// <param name="seed">Draws the training and the transforms; each subject, realm and version has draws of its own.</param>
public sealed class RecipeTemplates(CohortPack pack, Recipe recipe, ulong seed) : IAgedTemplates
{
    // Versions whose draws no audit takes for a template of its own.
    private const int Former = -1;
    private const int Later = -2;

    private const float StrangersShare = 0.5f;

    private readonly CohortFaces _faces = RecipeBook.Of(recipe).Faces(pack);
    private readonly Enroller _enroller = new(pack);
    private readonly FrameExclusion _exclusion = new(pack, new Certifier(pack));

    // Banks of faces are asked of every template, and a typicality costs a pass over the cohort.
    private readonly ConditionalWeakTable<float[], float[]> _placed = [];

    /// <inheritdoc/>
    public string Name => RecipeName.Of(recipe);

    /// <inheritdoc/>
    public bool IsKeyed => true;

    /// <inheritdoc/>
    public float[] See(float[] embedding) => _faces.Of(embedding)[..pack.Cohort.Dimension];

    /// <inheritdoc/>
    public AuditedTemplate Enrol(AuditedSubject subject, int realm, int version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return Audited(Stored(subject, realm, version, cancellationToken));
    }

    /// <inheritdoc/>
    public AuditedTemplate Rekeyed(AuditedSubject subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return Audited(_enroller.Rebase(Stored(subject, 0, Former, cancellationToken), Transform(subject, 0, Later)));
    }

    /// <inheritdoc/>
    public AuditedTemplate? Excluded(AuditedSubject subject, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var draws = StableSeed.Of(seed, subject.Name, 0, Later);
        var former = Stored(subject, 0, Former, cancellationToken);
        // Somebody whom the network takes for the subject: between the subject and a stranger, as a look-alike is.
        var alike = subject.Reference.ToArray();
        var strangers = pack.Cohort.Validation.Embeddings;
        TensorPrimitives.MultiplyAdd(strangers[(int)(draws % (ulong)strangers.Count)], StrangersShare, alike, alike);
        try
        {
            return Audited(_enroller.Rebase(_exclusion.Exclude(former, alike, draws, cancellationToken).Template, Transform(subject, 0, Later)));
        }
        catch (ExclusionException)
        {
            return null;
        }
        finally
        {
            Array.Clear(alike);
        }
    }

    private ModelTemplate Stored(AuditedSubject subject, int realm, int version, CancellationToken cancellationToken)
    {
        var settings = new EnrolmentSettings { Recipe = recipe, TargetFalseMatchRate = PrivacyAudit.FalseMatchRate, Seed = StableSeed.Of(seed, subject.Name, realm, version) };
        return _enroller.Enrol([subject.Reference], settings, Transform(subject, realm, version), null, cancellationToken).Template;
    }

    private AuditedTemplate Audited(ModelTemplate template)
    {
        var calibration = template.Calibration;
        return new AuditedTemplate(
            Held(template.Network),
            new OpenedTemplate(
                Held(TurnedBack(template.Network, template.Transform!)), [(float)calibration.Location, (float)calibration.Scale, (float)calibration.Threshold], Ask));

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

    private float[] Inputs(float[] face) => _placed.GetValue(face, _faces.OfDirection);

    /// <summary>What whoever has the key sees: the stored weights in the coordinates of faces.</summary>
    private static Network TurnedBack(Network network, OrthogonalTransform transform)
    {
        var first = network.Layers[0];
        var weights = first.Weights.ToArray();
        for (var row = 0; row < first.Outputs; row++)
            transform.Invert(first.Row(row)[..transform.Dimension], weights.AsSpan(row * first.Inputs, transform.Dimension));
        return network.WithFirst(new DenseLayer(first.Inputs, first.Outputs, weights, first.Biases.ToArray()));
    }

    /// <summary>By a key of this template's own, as good as a random one, and the same for the same audit.</summary>
    private OrthogonalTransform Transform(AuditedSubject subject, int realm, int version) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {realm} {version} {subject.Name}")), pack.Cohort.Dimension);
}
