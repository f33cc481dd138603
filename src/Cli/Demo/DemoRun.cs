using System.Diagnostics;
using MathNet.Numerics.Statistics;
using Microsoft.AspNetCore.Builder;
using Mote.Cli.Cohorts;
using Mote.Cli.Models;
using Mote.Cli.Output;
using Mote.Cli.Photos;
using Mote.Cli.Up;
using Mote.Recognition.Networks;

namespace Mote.Cli.Demo;

/// <summary>The whole of Mote once: cohort, silo, enrolment, verification, restart, verification, figures.</summary>
internal sealed class DemoRun(DemoOptions options, Screen screen)
{
    private const int TimedVerifications = 50;

    public async Task<DemoResult> Run(string folder, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        var photos = LabelledPhotos.Read(options.Photos, options.Labels, options.Group);
        var plan = DemoPlan.Choose(photos, options.People, options.Strangers, options.Seed);
        var models = ModelFiles.In(options.Models);
        using var pipeline = models.Open();
        screen.Say($"Embedder: {pipeline.Embedder.Name}, licence {pipeline.Embedder.Licence}. State and cohort: {folder}");

        screen.Say("1. A cohort: background people that networks learn to stay silent on.");
        var pack = await CohortAssembly.Make(photos, pipeline, [Recipe.Compact], options.CohortLimit, options.Seed, screen, stop);
        var cohort = Path.Combine(folder, "cohort.pack");
        pack.Save(cohort);

        screen.Say("2. A silo, and every person enrolled from one photo: each gets a small network of their own.");
        var (keyHash, key) = new DataFolder(folder).ApiKey();
        Enrolled enrolled;
        Comparison[] comparisons;
        List<double> milliseconds;
        bool?[] before;
        await using (var silo = await StartSilo())
        await using (var client = new DemoClient(silo.Urls.First(), key!))
        {
            enrolled = await screen.Progress($"Enrolling {plan.References.Count} people", progress => client.Enrol(plan.References, options.Target, progress, stop));
            comparisons = Comparison.Of(plan, enrolled.Identities.Keys);
            screen.Say("3. Is this that person? Their other photos, and photos of strangers against everybody.");
            milliseconds = await client.Time(comparisons.Where(comparison => comparison.IsMated).Take(TimedVerifications), stop);
            before = await screen.Progress($"{comparisons.Length:N0} verifications over HTTP", progress => client.Verify(comparisons, progress, stop));
            await silo.StopAsync(stop);
        }

        screen.Say("4. The silo is stopped and started again: everything comes back from storage.");
        bool?[] after;
        await using (var silo = await StartSilo())
        await using (var client = new DemoClient(silo.Urls.First(), key!))
        {
            after = await screen.Progress($"The same {comparisons.Length:N0} verifications again", progress => client.Verify(comparisons, progress, stop));
            await silo.StopAsync(stop);
        }

        screen.Say("5. For comparison: a plain vector template, cosine similarity on the same photos.");
        LabelledPhoto[] used = [.. plan.References, .. plan.Probes, .. plan.Strangers];
        var embedded = await screen.Progress($"Embedding {used.Length} photos", progress => EmbeddedPhotos.Of(used, pipeline, progress, stop));
        var cosine = CosineBaseline.Decide(comparisons, embedded.Embeddings, plan.References, pack.Cohort.Calibration.Embeddings, options.Target);

        var (mated, nonMated) = Count(comparisons, before);
        var (cosineMated, cosineNonMated) = Count(comparisons, cosine);
        return new DemoResult
        {
            Recipe = RecipeName.Of(Recipe.Compact),
            Seed = options.Seed,
            TargetFmr = options.Target,
            Enrolled = enrolled.Identities.Count,
            FailuresToEnrol = enrolled.Failures,
            MatedComparisons = mated.Total,
            NonMatedComparisons = nonMated.Total,
            ComparisonsNotAcquired = before.Count(decision => decision is null),
            Fnmr = mated.RejectedShare,
            Fmr = nonMated.AcceptedShare,
            FnmrByGroup = mated.RejectedByGroup,
            FmrByGroup = nonMated.AcceptedByGroup,
            CosineFnmr = cosineMated.RejectedShare,
            CosineFmr = cosineNonMated.AcceptedShare,
            EnrolMsMedian = enrolled.Milliseconds.Median(),
            VerifyMsMedian = milliseconds.Median(),
            BytesPerIdentity = enrolled.Identities.Values.Max(identity => identity.WeightBytes),
            VerifiedAfterRestart = after.Count(decision => decision is not null),
            SameDecisionsAfterRestart = before.SequenceEqual(after),
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        };

        Task<WebApplication> StartSilo() =>
            screen.Progress("Starting the silo", _ => LocalSilo.Start(models, cohort, new DataFolder(folder).Database, keyHash, "http://127.0.0.1:0", stop));
    }

    private static (Tally Mated, Tally NonMated) Count(Comparison[] comparisons, bool?[] decisions)
    {
        var (mated, nonMated) = (new Tally(), new Tally());
        foreach (var (comparison, decision) in comparisons.Zip(decisions))
        {
            if (decision is { } isAccepted)
                (comparison.IsMated ? mated : nonMated).Add(comparison.Reference.Group, isAccepted);
        }

        return (mated, nonMated);
    }
}
