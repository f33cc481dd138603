using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Randomness;
using Mote.Recognition.Recipes;

namespace Mote.Recognition.Enrolment;

/// <summary>
/// Enrols people of the validation partition for the purpose of fitting a recipe's pooled tail: in seconds, or in minutes where
/// training takes seconds.
/// </summary>
public static class TailCalibration
{
    /// <summary>People enrolled for the purpose, where nothing else is asked for.</summary>
    public static int DefaultSubjects(Recipe recipe) => RecipeBook.Of(recipe).Trainer.TakesSeconds ? 24 : 100;

    /// <summary>The pack with the tail of one more recipe.</summary>
    /// <param name="pack">The pack.</param>
    /// <param name="recipe">The recipe to calibrate.</param>
    /// <param name="subjects">At most so many people are enrolled, attribute groups in turn.</param>
    /// <param name="seed">Makes the choice and the networks repeatable.</param>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Abandons the calibration.</param>
    public static CohortPack Calibrate(
        CohortPack pack, Recipe recipe, int subjects, ulong seed, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pack);
        ArgumentOutOfRangeException.ThrowIfLessThan(subjects, 1);
        var enroller = new Enroller(pack);
        var references = References(pack.Cohort.Validation, subjects, seed);
        var margins = new float[references.Length][];
        var done = 0;
        Parallel.For(
            0,
            references.Length,
            new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
            i =>
            {
                var reference = pack.Cohort.Validation.Embeddings[references[i]].ToArray();
                var settings = new EnrolmentSettings { Recipe = recipe, Seed = seed + (ulong)i };
                margins[i] = enroller.StrangerMargins(enroller.Train(new EnrolmentOrder([reference], settings, Transform: null, Progress: null, cancellationToken)));
                progress?.Report((double)Interlocked.Increment(ref done) / references.Length);
            });
        return pack.WithTails([PooledTailFit.Fit(recipe, margins, pack.Cohort.Calibration.Identities)]);
    }

    /// <summary>One photo of each person, groups in turn.</summary>
    private static int[] References(CohortSlice people, int count, ulong seed)
    {
        var random = SeededRandom.Create(seed);
        var byGroup = Enumerable.Range(0, people.Count)
            .GroupBy(row => people.Identities[row]).Select(person => person.First())
            .OrderBy(_ => random.NextDouble())
            .GroupBy(row => people.Groups[row]).OrderBy(group => group.Key)
            .Select(group => group.ToArray()).ToArray();
        return [.. Enumerable.Range(0, byGroup.Max(group => group.Length))
            .SelectMany(i => byGroup.Where(group => i < group.Length).Select(group => group[i]))
            .Take(count)];
    }
}
