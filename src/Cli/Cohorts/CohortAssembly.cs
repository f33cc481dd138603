using Mote.Cli.Output;
using Mote.Cli.Photos;
using Mote.Evaluation.Policies;
using Mote.Evaluation.Protocol;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Enrolment;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Vision;

namespace Mote.Cli.Cohorts;

/// <summary>Makes a cohort pack from labelled photos, step by step on the screen.</summary>
internal static class CohortAssembly
{
    /// <param name="photos">Photos of any partition; those of the cohort are used.</param>
    /// <param name="pipeline">Embeds them.</param>
    /// <param name="recipes">The recipes to calibrate for.</param>
    /// <param name="most">At most so many people a partition, those with several photos first; null for all.</param>
    /// <param name="seed">Makes the pack repeatable.</param>
    /// <param name="screen">Shows how far it has come.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public static async Task<AssembledCohort> Make(
        IEnumerable<LabelledPhoto> photos, FacePipeline pipeline, IReadOnlyList<Recipe> recipes, int? most, ulong seed, Screen screen, CancellationToken cancellationToken)
    {
        LabelledPhoto[] chosen = [.. photos.Where(photo => photo.Use == PhotoUse.Cohort)
            .GroupBy(photo => photo.Partition)
            .SelectMany(partition => most is null ? partition : Few(partition, most.Value))];
        var embedded = await screen.Progress($"Embedding {chosen.Length} cohort photos", progress => EmbeddedPhotos.Of(chosen, pipeline, progress, cancellationToken));
        if (embedded.Refused.Count > 0)
            screen.Say($"  refused, and not used: {embedded.Refusals}");

        var builder = new CohortBuilder();
        foreach (var photo in chosen)
        {
            if (embedded.Embeddings.TryGetValue(photo, out var embedding))
                builder.Add(embedding, photo.Identity, photo.Group, PartitionName.Cohort(photo.Partition)!.Value);
        }

        var pack = await screen.Progress("Fitting densities and synthesis", async _ =>
            await Task.Run(() => CohortPack.Create(builder.Build(pipeline.Embedder.Sha256), seed, cancellationToken), cancellationToken));
        foreach (var recipe in recipes)
        {
            var subjects = TailCalibration.DefaultSubjects(recipe);
            var carrier = pack;
            pack = await screen.Progress($"Calibrating recipe '{RecipeName.Of(recipe)}' on {subjects} cohort people", progress =>
                Task.Run(() => TailCalibration.Calibrate(carrier, recipe, subjects, seed, progress, cancellationToken), cancellationToken));
            var calibrated = pack;
            pack = await screen.Progress($"Choosing group policies of recipe '{RecipeName.Of(recipe)}'", progress =>
                Task.Run(() => CohortPolicies.Choose(calibrated, recipe, seed, progress, cancellationToken), cancellationToken));
        }

        return new AssembledCohort(pack, chosen.Length, embedded.Refused);
    }

    /// <summary>People of both groups alike, those with several photos first, since densities need them.</summary>
    private static IEnumerable<LabelledPhoto> Few(IEnumerable<LabelledPhoto> photos, int most) => photos
        .GroupBy(photo => photo.Identity)
        .GroupBy(person => person.First().Group)
        .SelectMany(group => group.OrderByDescending(person => Math.Min(2, person.Count())).Select((person, rank) => (person, rank)))
        .OrderBy(person => person.rank)
        .Take(most)
        .SelectMany(person => person.person);
}
