using Mote.Evaluation.Metrics;
using Mote.Recognition.Calibration;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Recognition.Templates;
using Mote.Recognition.Vectors;

namespace Mote.Evaluation.Policies;

/// <summary>
/// Chooses the policies that a cohort pack carries: people of its validation partition are enrolled from their first photo and
/// tried with their own other photos and those of everybody else of validation and calibration, on calibrated scores.
/// </summary>
public static class CohortPolicies
{
    // A recipe that takes seconds a person is fitted on fewer people.
    private static int Most(Recipe recipe) => RecipeBook.Of(recipe).Trainer.TakesSeconds ? 60 : 400;

    /// <summary>The rates that policies are chosen at, where the tail of the recipe covers them.</summary>
    public static IReadOnlyList<double> Rates { get; } = [1e-2, 1e-3, 1e-4];

    /// <summary>Names of the policies that change something.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ScorePolicies.All.Where(policy => policy is not NoPolicy).Select(policy => policy.Name)];

    /// <summary>The pack with the policies of a recipe; the pack as it is where its people do not have comparisons of every group.</summary>
    /// <param name="pack">A pack that is calibrated for the recipe.</param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="seed">Makes the enrolments repeatable.</param>
    /// <param name="progress">Told how far it has come, 0 to 1; may be null.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="RecipeUnavailableException">The pack is not calibrated for the recipe.</exception>
    public static CohortPack Choose(CohortPack pack, Recipe recipe, ulong seed, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pack);
        if (!pack.Tails.TryGetValue(recipe, out var tail))
            throw new RecipeUnavailableException(recipe);

        var scores = Scores(pack, recipe, seed, progress, cancellationToken);
        if (scores.References.Length == 0 || !new GroupScores(scores).IsComplete)
            return pack;
        return pack.WithPolicies(
            from rate in Rates
            where rate >= tail.LowestRate && rate <= tail.Share
            from policy in ScorePolicies.All
            where policy is not NoPolicy
            let shifts = ((GroupShifts)policy.Fit(scores, rate)).Shifts
            select new GroupPolicy(recipe, policy.Name, rate, [.. pack.Cohort.Groups.Select(name => shifts.GetValueOrDefault(name))], scores.References.Length));
    }

    private static ScoreMatrix Scores(CohortPack pack, Recipe recipe, ulong seed, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var faces = RecipeBook.Of(recipe).Faces(pack);
        var photos = Photos(pack.Cohort.Validation, faces.Validation).Concat(Photos(pack.Cohort.Calibration, faces.Strangers)).ToArray();
        var people = photos.DistinctBy(photo => photo.Person).Select((photo, number) => (photo, number)).ToDictionary(pair => pair.photo.Person, pair => (Number: pair.number, pair.photo.Group));
        var enrolled = photos
            .Where(photo => photo.Slice == pack.Cohort.Validation)
            .GroupBy(photo => photo.Person).Where(person => person.Count() > 1).Select(person => person.First())
            .GroupBy(photo => photo.Group).OrderBy(group => group.Key)
            .SelectMany(group => group.Select((photo, rank) => (photo, rank)))
            .OrderBy(pair => pair.rank).Take(Most(recipe)).Select(pair => pair.photo).ToArray();
        var probes = photos.Except(enrolled).ToArray();
        var (enroller, rows, done) = (new Enroller(pack), new float[enrolled.Length][], 0);
        Parallel.For(0, rows.Length, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var settings = new EnrolmentSettings { Recipe = recipe, Seed = seed + (ulong)i };
            var template = enroller.Enrol([enrolled[i].Slice.Embeddings[enrolled[i].Row].ToArray()], settings, null, cancellationToken).Template;
            rows[i] = [.. probes.Select(probe => Score(template, probe.Inputs[probe.Row]))];
            progress?.Report((double)Interlocked.Increment(ref done) / rows.Length);
        });
        return new ScoreMatrix(
            new Population([.. people.Values.OrderBy(person => person.Number).Select(person => pack.Cohort.Groups[person.Group])]),
            [.. enrolled.Select(photo => people[photo.Person].Number)],
            [.. probes.Select(photo => people[photo.Person].Number)],
            rows);
    }

    private static float Score(ModelTemplate template, ReadOnlySpan<float> face) =>
        (float)((template.Margin(face) - template.Calibration.Location) / template.Calibration.Scale);

    private static IEnumerable<CohortPhoto> Photos(CohortSlice slice, EmbeddingSet inputs) =>
        Enumerable.Range(0, slice.Count).Select(row => new CohortPhoto(slice, inputs, row, slice.Identities[row], slice.Groups[row]));

    private sealed record CohortPhoto(CohortSlice Slice, EmbeddingSet Inputs, int Row, int Person, byte Group);
}
