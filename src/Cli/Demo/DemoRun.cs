using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Microsoft.AspNetCore.Builder;
using Mote.Cli.Cohorts;
using Mote.Cli.Output;
using Mote.Cli.Photos;
using Mote.Grains.Explanation;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Networks;
using Mote.Recognition.Packs;
using Mote.Recognition.Recipes;
using Mote.Vision;

namespace Mote.Cli.Demo;

/// <summary>The whole of Mote once: cohort, silo, enrolment, verification, restart, verification, figures.</summary>
internal sealed class DemoRun(DemoOptions options, DemoMaterial material, DemoSilo silo, Screen screen)
{
    private const int TimedVerifications = 50;

    public async Task<DemoOutcome> Run(string folder, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        var plan = material.Plan;
        using var pipeline = material.Models.Open();
        screen.Say($"Embedder: {pipeline.Embedder.Name}, licence {pipeline.Embedder.Licence}. State: {folder}");

        screen.Say("1. A cohort: background people that networks learn to stay silent on.");
        var (assembled, cohort) = await Cohort(pipeline, folder, stop);

        screen.Say("2. A silo, and every person enrolled from one photo: each gets a small network of their own.");
        Enrolled enrolled;
        Comparison[] comparisons;
        List<double> milliseconds;
        Verified before;
        await using (var running = await StartSilo())
        await using (var client = new DemoClient(running.Urls.First(), silo.Key))
        {
            enrolled = await screen.Progress($"Enrolling {plan.References.Count} people", progress => client.Enrol(plan.References, options.Target, progress, stop));
            if (enrolled.Identities.Count == 0)
                throw new CohortException($"Nobody could be enrolled ({string.Join(", ", enrolled.Failures.Select(failure => $"{failure.Value} {failure.Key}"))}): give other photos.");
            comparisons = Comparison.Of(plan, enrolled.Identities.Keys);
            screen.Say("3. Is this that person? Their other photos, and photos of strangers against everybody.");
            milliseconds = await client.Time(comparisons.Where(comparison => comparison.IsMated).Take(TimedVerifications), stop);
            before = await screen.Progress($"{comparisons.Length:N0} verifications over HTTP", progress => client.Verify(comparisons, progress, stop));
            foreach (var example in await client.Explain(comparisons, stop))
                screen.Say($"  {example}");
            await running.StopAsync(stop);
        }

        screen.Say("4. The silo is stopped and started again: everything comes back from storage.");
        Verified after;
        await using (var running = await StartSilo())
        await using (var client = new DemoClient(running.Urls.First(), silo.Key))
        {
            after = await screen.Progress($"The same {comparisons.Length:N0} verifications again", progress => client.Verify(comparisons, progress, stop));
            await running.StopAsync(stop);
        }

        screen.Say("5. For comparison: a plain vector template, cosine similarity on the same photos.");
        LabelledPhoto[] used = [.. plan.References, .. plan.Probes, .. plan.Strangers];
        var embedded = await screen.Progress($"Embedding {used.Length} photos", progress => EmbeddedPhotos.Of(used, pipeline, progress, stop));
        var cosine = CosineBaseline.Decide(comparisons, embedded.Directions, enrolled.Identities.Keys, assembled.Pack.Cohort.Calibration.Embeddings, options.Target);

        var scores = await screen.Progress("Scoring the same photos for the page", progress => Task.Run(() => DemoScores.Of(comparisons, embedded, assembled.Pack, options.Target, progress, stop), stop));

        // The dictionary keeps the order in which people were enrolled.
        IReadOnlyList<DemoHeatMap> heatMaps = material.AreSynthetic
            ? await screen.Progress("Explaining some decisions on the photo", _ => Task.Run(() => DemoHeatMap.Of(plan, scores.Templates, new TemplateExplainer(pipeline, assembled.Pack), stop), stop))
            : [];

        var (mated, nonMated) = Tally.Of(comparisons, before.Decisions);
        var (cosineMated, cosineNonMated) = Tally.Of(comparisons, cosine);
        var result = new DemoResult
        {
            Recipe = RecipeBook.Default.Name,
            Seed = options.Seed,
            TargetFmr = options.Target,
            CohortPhotos = assembled.Photos,
            CohortRefused = assembled.Refused,
            Enrolled = enrolled.Identities.Count,
            EnrolledByGroup = new SortedDictionary<string, int>(enrolled.Identities.Keys.CountBy(reference => reference.Group).ToDictionary(), StringComparer.Ordinal),
            FailuresToEnrol = enrolled.Failures,
            FailuresToAcquire = before.FailuresToAcquire,
            ComparisonsNotAcquired = before.Decisions.Count(decision => decision is null),
            MatedComparisons = mated.Total,
            NonMatedComparisons = nonMated.Total,
            FalseNonMatches = mated.Rejected,
            FalseMatches = nonMated.Accepted,
            Fnmr = mated.RejectedShare,
            Fmr = nonMated.AcceptedShare,
            FnmrByGroup = mated.RejectedByGroup,
            FmrByGroup = nonMated.AcceptedByGroup,
            CosineFalseNonMatches = cosineMated.Rejected,
            CosineFalseMatches = cosineNonMated.Accepted,
            CosineFnmr = cosineMated.RejectedShare,
            CosineFmr = cosineNonMated.AcceptedShare,
            CosineFnmrByGroup = cosineMated.RejectedByGroup,
            CosineFmrByGroup = cosineNonMated.AcceptedByGroup,
            EnrolMsMedian = enrolled.Milliseconds.Median(),
            VerifyMsMedian = milliseconds.Count == 0 ? null : milliseconds.Median(),
            BytesPerIdentity = enrolled.Identities.Values.Max(identity => identity.WeightBytes),
            CosineBytesPerIdentity = embedded.Embeddings.Values.First().Length * sizeof(float),
            VerifiedAfterRestart = after.Decisions.Count(decision => decision is not null),
            SameDecisionsAfterRestart = before.Decisions.SequenceEqual(after.Decisions),
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };
        return new DemoOutcome(result, scores, heatMaps, cohort);

        Task<WebApplication> StartSilo() =>
            screen.Progress("Starting the silo", _ => silo.Start(cohort, locksOut: false, stop));
    }

    private async Task<(AssembledCohort Assembled, string Path)> Cohort(FacePipeline pipeline, string folder, CancellationToken stop)
    {
        if (material.Cohort is { } ready)
        {
            var pack = CohortPack.Load(ready);
            var photos = pack.Cohort.Training.Count + pack.Cohort.Validation.Count + pack.Cohort.Calibration.Count;
            screen.Say($"  It came with the models: {photos:N0} photos.");
            return (new AssembledCohort(pack, photos, new Dictionary<string, int>()), ready);
        }

        var assembled = await CohortAssembly.Make(material.Photos, pipeline, [RecipeBook.Default.Form.Recipe], options.CohortLimit, options.Seed, screen, stop);
        var path = Path.Combine(folder, "cohort.pack");
        await silo.Seal(assembled.Pack, path, stop);
        return (assembled, path);
    }
}
