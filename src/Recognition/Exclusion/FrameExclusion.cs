using Mote.Recognition.Calibration;
using Mote.Recognition.Certification;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Transform;
using Mote.Recognition.Randomness;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;

namespace Mote.Recognition.Exclusion;

/// <summary>
/// Turns the network away from the wrong face, in the plane of that face and the network's own direction, by the least
/// angle at which the face and nearly all synthetic further photos of it are rejected by the threshold calibrated anew. No
/// reference is needed, and nothing is learnt by heart: one angle is found. On real look-alikes (LFW, MobileFaceNet, rate
/// 1e-3) a few degrees do; turning along a direction weighted by the within-person covariance was no better.
/// </summary>
/// <param name="pack">The cohort.</param>
/// <param name="certifier">Measures what it costs.</param>
public sealed class FrameExclusion(CohortPack pack, Certifier certifier) : INetworkExclusion
{
    /// <summary>The share of synthetic photos of the wrong person that may still be accepted afterwards.</summary>
    public const double MostAccepted = 0.01;

    /// <summary>
    /// The share above which there is something to exclude although the face itself is rejected. Above
    /// <see cref="MostAccepted"/>, so that other draws do not find the work of an exclusion undone.
    /// </summary>
    public const double Tolerated = 0.05;

    private const int Samples = 400;
    private const int Halvings = 9;
    private const uint Stream = 0x407;

    /// <inheritdoc/>
    public ExclusionOutcome Exclude(ModelTemplate template, ReadOnlyMemory<float> wrongFace, ulong seed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(template);
        if (wrongFace.Length != template.Dimension)
            throw new ArgumentException($"The face has {wrongFace.Length} values, the model-template takes {template.Dimension}.", nameof(wrongFace));

        // As it was before it was rounded: what is turned is rounded once, and what was seen before is what it decides as it is.
        var network = template.Keyed.Rebase(null, WeightPrecision.Float32).Network;
        var direction = NetworkDirection.Of(network);
        var around = NetworkDirection.Of(template, pack);
        var faces = RecipeBook.Of(template.Recipe).Faces(pack);
        var face = faces.Of(wrongFace.Span);
        var photos = Photos(faces, wrongFace.Span, seed);
        var shift = template.Calibration.ShiftFrom(StrangerMargins(template.Keyed));
        try
        {
            var before = Seen(template, face, photos);
            if (IsExcluded(before, Tolerated))
                throw new ExclusionException(ExclusionObstacle.NothingToExclude);

            using var plane = new PlaneRotation(direction, face.AsSpan(0, direction.Length));
            var (angle, after) = LeastTurn(plane);
            return new ExclusionOutcome(
                after,
                certifier.Certify(after, around, seed, certifier.Measure(template, around, seed)),
                before,
                Seen(after, face, photos),
                angle * 180 / Math.PI);
        }
        finally
        {
            Array.Clear(direction);
            Array.Clear(around);
            Array.Clear(face);
            foreach (var photo in photos)
                Array.Clear(photo);
        }

        (double Angle, ModelTemplate Template) LeastTurn(PlaneRotation plane)
        {
            var (low, high) = (0.0, Math.PI / 2);
            var best = plane.IsDegenerate ? null : Turned(high);
            if (best is null)
                throw new ExclusionException(ExclusionObstacle.Inseparable);
            for (var halving = 0; halving < Halvings; halving++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var middle = (low + high) / 2;
                if (Turned(middle) is { } enough)
                    (high, best) = (middle, enough);
                else
                    low = middle;
            }

            return (high, best);

            // Null where the angle is too small.
            ModelTemplate? Turned(double angle)
            {
                var turned = Calibrated(plane.Turn(network, angle), template, shift);
                return IsExcluded(Seen(turned, face, photos), MostAccepted) ? turned : null;
            }
        }
    }

    private static bool IsExcluded(WrongFace face, double most) => face.Margin < 0 && face.Samples.Rate <= most;

    /// <summary>Synthetic further photos of the wrong person, with everybody's variation, since the group is not known.</summary>
    private float[][] Photos(CohortFaces faces, ReadOnlySpan<float> face, ulong seed)
    {
        var photos = new float[Samples * face.Length];
        pack.Differences.Sample(face, 1.0 / pack.Cohort.Groups.Count, SeededRandom.Create(seed, Stream), photos, []);
        var inputs = new float[Samples][];
        for (var photo = 0; photo < Samples; photo++)
            inputs[photo] = faces.Of(photos.AsSpan(photo * face.Length, face.Length));
        Array.Clear(photos);
        return inputs;
    }

    private static WrongFace Seen(ModelTemplate template, float[] face, float[][] photos)
    {
        var calibration = template.Calibration;
        var margin = template.Margin(face);
        var accepted = 0;
        foreach (var photo in photos)
            accepted += calibration.Accepts(template.Margin(photo)) ? 1 : 0;
        return new WrongFace(calibration.FalseMatchRate(margin), (margin - calibration.Threshold) / calibration.Scale, new ErrorCount(accepted, Samples));
    }

    private ModelTemplate Calibrated(Network turned, ModelTemplate before, double shift)
    {
        var network = KeyedNetwork.Store(turned, transform: null, before.Precision);
        var calibration = SubjectCalibration.Fit(StrangerMargins(network), before.Calibration.Tail, before.Calibration.TargetFalseMatchRate, shift);
        return new ModelTemplate(network.Network, before.Precision, calibration, before.EmbedderHash, before.CohortHash);
    }

    private float[] StrangerMargins(KeyedNetwork network)
    {
        var margins = new float[pack.Cohort.Calibration.Count];
        network.Margins(RecipeBook.Of(network.Network.Recipe).Faces(pack).Strangers, margins);
        return margins;
    }
}
