using MathNet.Numerics.Random;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Synthesis;

namespace Mote.Recognition.Training;

/// <summary>Impostors and half as many synthetic genuine samples, labelled 0 and 1.</summary>
/// <param name="Samples">Rows of d values.</param>
/// <param name="Labels">One a row.</param>
internal sealed record LabelledSet(float[] Samples, float[] Labels)
{
    /// <summary>Every cohort photo as an impostor, and the person's synthetic samples.</summary>
    public static LabelledSet Of(
        CohortSlice impostors, IGenuineSampler genuine, ReadOnlySpan<float> reference, double balance, RandomSource random)
    {
        var count = impostors.Count / 2;
        var samples = new float[(impostors.Count + count) * reference.Length];
        impostors.Embeddings.Values.CopyTo(samples);
        genuine.Sample(reference, balance, random, samples.AsSpan(impostors.Count * reference.Length), []);
        var labels = new float[impostors.Count + count];
        labels.AsSpan(impostors.Count).Fill(1);
        return new LabelledSet(samples, labels);
    }
}
