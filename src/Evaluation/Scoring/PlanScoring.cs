using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mote.Evaluation.Protocol;
using Mote.Evaluation.Recipes;

namespace Mote.Evaluation.Scoring;

/// <summary>Enrols everybody of a plan with a recipe and scores all probes, several people at once; what was done before is not done again.</summary>
/// <param name="set">The embeddings.</param>
/// <param name="folder">Where scores are kept.</param>
/// <param name="seed">Makes enrolments repeatable.</param>
/// <param name="threads">People at once, one core each; the results do not depend on it.</param>
internal sealed class PlanScoring(EvaluationSet set, string folder, ulong seed, int threads)
{
    /// <param name="recipe">Enrols and scores.</param>
    /// <param name="plan">Who and what.</param>
    /// <param name="progress">Told how much of what was still to do is done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops; what is done by then is kept.</param>
    public ScoredPlan Run(IScoredRecipe recipe, ComparisonPlan plan, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var probes = plan.Acquired(set);
        var enrolments = new ScoredEnrolment?[plan.Enrolments.Count];
        using var file = ScoreFile.Open(Path.Combine(folder, FileName(recipe, plan)));
        foreach (var before in file.Before)
            enrolments[before.Number] = before;

        int[] missing = [.. Enumerable.Range(0, enrolments.Length).Where(number => enrolments[number] is null)];
        if (missing.Length > 0)
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
            var prepared = new float[probes.Count][];
            Parallel.For(0, prepared.Length, parallel, probe => prepared[probe] = recipe.Prepare(set[probes[probe].Photo]!));
            var done = 0;
            Parallel.ForEach(missing, parallel, number =>
            {
                var enrolment = Score(recipe, plan.Enrolments[number], number, probes, prepared, cancellationToken);
                file.Add(enrolment);
                enrolments[number] = enrolment;
                progress.Report((double)Interlocked.Increment(ref done) / missing.Length);
            });
        }

        return ScoredPlan.Of(plan, probes, enrolments!);
    }

    private ScoredEnrolment Score(IScoredRecipe recipe, PlannedEnrolment planned, int number, IReadOnlyList<PlannedProbe> probes, float[][] prepared, CancellationToken cancellationToken)
    {
        float[][] references = [.. planned.Photos.Select(photo => set[photo]).OfType<float[]>()];
        if (references.Length == 0 || recipe.Enrol(references, set.Labels[planned.Photos[0]].Group, seed + (ulong)number, cancellationToken) is not { } scorer)
            return ScoredEnrolment.Failure(number);

        var scores = new float[prepared.Length];
        var start = Stopwatch.GetTimestamp();
        for (var probe = 0; probe < scores.Length; probe++)
            scores[probe] = scorer.Score(prepared[probe]);
        var took = Stopwatch.GetElapsedTime(start);

        int? silent = prepared.Length > 0 && scorer.IsSilent(prepared[0]) is not null
            ? Enumerable.Range(0, prepared.Length).Count(probe => probes[probe].Person != planned.Person && scorer.IsSilent(prepared[probe]) is true)
            : null;
        return new ScoredEnrolment(number, scores, scorer.Placement, scorer.Bytes, silent, scorer.Training.TotalMilliseconds, took.TotalNanoseconds / Math.Max(1, scores.Length));
    }

    /// <summary>A name that changes with anything the scores depend on, the program included.</summary>
    private string FileName(IScoredRecipe recipe, ComparisonPlan plan)
    {
        var content = new StringBuilder();
        content.Append(CultureInfo.InvariantCulture, $"{ProgramVersion.Current}\n{set.Hash}\n{recipe.Key}\n{seed}\n");
        foreach (var enrolment in plan.Enrolments)
            content.Append(CultureInfo.InvariantCulture, $"{enrolment.Person}:{string.Join(',', enrolment.Photos)}\n");
        content.Append(string.Join(',', plan.Probes.Select(probe => probe.Photo)));
        return $"{recipe.Name}-{plan.Name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())))[..16]}.scores";
    }
}
