using Mote.Recognition.Cohorts;
using Mote.Recognition.Packs;
using Mote.Recognition.Randomness;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;
using Mote.Recognition.Vectors;

namespace Mote.Recognition.Certification;

/// <summary>
/// Counts the synthetic genuine samples that a model-template rejects. They come from a stream of draws that no training
/// reads, heavy-tailed, and held to real mated pairs by <see cref="Synthesis.SynthesisCheck"/>. The same seed gives two
/// model-templates the same samples, so that their figures are paired.
/// </summary>
internal static class HeldBackSamples
{
    /// <summary>Samples a group: a rate of 1 % is then known to 0.4 points. Each is compared with the whole cohort.</summary>
    public const int SamplesAGroup = 500;

    private const int Rounds = 10;

    // Training draws from stream 0 and its neighbours.
    private const uint Stream = 0xce27;

    /// <summary>Counts, one entry a group.</summary>
    /// <param name="template">The model-template.</param>
    /// <param name="around">The embedding that samples are drawn around.</param>
    /// <param name="pack">The cohort.</param>
    /// <param name="seed">The draws.</param>
    public static ErrorCount[] Count(ModelTemplate template, ReadOnlySpan<float> around, CohortPack pack, ulong seed)
    {
        var groups = pack.Cohort.Groups.Count;
        var random = SeededRandom.Create(seed, Stream);
        var faces = RecipeBook.Of(template.Recipe).Faces(pack);
        // Not the residuals that the published recipe trains on, whose tail is too light for an error rate.
        var sampler = pack.Differences;
        var of = new byte[groups * SamplesAGroup / Rounds];
        var samples = new float[of.Length * around.Length];
        var margins = new float[of.Length];
        var (trials, errors) = (new int[groups], new int[groups]);
        for (var round = 0; round < Rounds; round++)
        {
            sampler.Sample(around, 1.0 / groups, random, samples, of);
            var inputs = faces.Of(new EmbeddingSet(samples, around.Length));
            template.Margins(inputs, margins);
            for (var i = 0; i < of.Length; i++)
            {
                trials[of[i]]++;
                errors[of[i]] += template.Calibration.Accepts(margins[i]) ? 0 : 1;
            }
        }

        return [.. errors.Zip(trials, (rejected, drawn) => new ErrorCount(rejected, drawn))];
    }
}
