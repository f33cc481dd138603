using System.Numerics.Tensors;
using Mote.Cli.Photos;
using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Packs;
using Mote.Recognition.Templates;

namespace Mote.Cli.Demo;

/// <summary>
/// How surely each photo was taken for each person, for people to look at. The service tells nobody the score of a
/// non-match, so networks are trained once more on the same embeddings, the same way, outside of it.
/// </summary>
/// <param name="Mote">Margins in units of each person's own tail of strangers, where one bound serves everybody.</param>
/// <param name="Cosine">Cosines.</param>
/// <param name="Templates">The networks, by the photo they were trained from.</param>
internal sealed record DemoScores(ScoreSet Mote, ScoreSet Cosine, IReadOnlyDictionary<LabelledPhoto, ModelTemplate> Templates)
{
    public static DemoScores Of(
        IReadOnlyList<Comparison> comparisons, EmbeddedPhotos embedded, CohortPack pack, double target, IProgress<double> progress, CancellationToken stop)
    {
        var enroller = new Enroller(pack);
        var (embeddings, directions) = (embedded.Embeddings, embedded.Directions);
        Comparison[] acquired = [.. comparisons.Where(comparison => embeddings.ContainsKey(comparison.Reference) && embeddings.ContainsKey(comparison.Probe))];
        LabelledPhoto[] references = [.. acquired.Select(comparison => comparison.Reference).Distinct()];
        if (references.Length == 0)
            return new DemoScores(new ScoreSet([], [], 0), new ScoreSet([], [], 0), new Dictionary<LabelledPhoto, ModelTemplate>());

        var templates = new ModelTemplate[references.Length];
        var done = 0;
        Parallel.For(0, references.Length, new ParallelOptions { CancellationToken = stop }, i =>
        {
            templates[i] = enroller.Enrol([embeddings[references[i]]], new EnrolmentSettings { TargetFalseMatchRate = target, Seed = (ulong)i }, null, stop).Template;
            progress.Report((double)Interlocked.Increment(ref done) / references.Length);
        });

        var byReference = references.Zip(templates).ToDictionary(pair => pair.First, pair => pair.Second);
        var faces = acquired.Select(comparison => comparison.Probe).Distinct().ToDictionary(photo => photo, photo => templates[0].Input(pack, embeddings[photo]));
        var bound = CosineBaseline.Threshold(references.Select(reference => directions[reference]), pack.Cohort.Calibration.Embeddings, target);
        return new DemoScores(
            ScoreSet.Of(acquired, comparison => Standardised(byReference[comparison.Reference], faces[comparison.Probe]), Bound(templates[0].Calibration)),
            ScoreSet.Of(acquired, comparison => TensorPrimitives.Dot<float>(directions[comparison.Reference], directions[comparison.Probe]), bound),
            byReference);
    }

    // In units of a person's own tail the bound is the same for everybody.
    private static double Bound(SubjectCalibration calibration) => (calibration.Threshold - calibration.Location) / calibration.Scale;

    private static double Standardised(ModelTemplate template, float[] probe) =>
        (template.Margin(probe) - template.Calibration.Location) / template.Calibration.Scale;
}
