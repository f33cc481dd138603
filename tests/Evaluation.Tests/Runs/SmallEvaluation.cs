using Mote.Evaluation.Protocol;
using Mote.Evaluation.Runs;
using Mote.Tests;

namespace Mote.Evaluation.Tests.Runs;

/// <summary>A few real people and a cohort of a few hundred; skips the running test if the shared data is absent.</summary>
internal static class SmallEvaluation
{
    private const int CohortPeopleAPartition = 90;

    private static readonly Lazy<EvaluationSet> Made = new(Make);

    public static EvaluationSet Set => Made.Value;

    public static async Task<Finished> Run(string folder, IStages stages, EvaluationSettings settings, int people, CancellationToken cancellationToken)
    {
        var run = new EvaluationRun(Set, SubjectChoice.Of(Set, people, settings.References, settings.Seed), settings, folder, stages);
        var (protocol, recipes) = await run.Run(cancellationToken);
        return new Finished(protocol, recipes);
    }

    private static EvaluationSet Make()
    {
        var lfw = LfwEmbeddings.Load();
        int[] rows = [.. lfw.Of("enrol"), .. lfw.Of("probe"), .. new[] { "cohort-train", "cohort-validation", "cohort-calibration" }.SelectMany(partition => lfw.Of(partition)
            .GroupBy(row => lfw.Labels[row].Identity)
            .OrderByDescending(person => Math.Min(2, person.Count()))
            .Take(CohortPeopleAPartition)
            .SelectMany(person => person))];
        return EvaluationSet.Of(
            [.. rows.Select(row => new Label(row, lfw.Labels[row].Image, lfw.Labels[row].Identity, lfw.Labels[row].Group, lfw.Labels[row].Partition))],
            [.. rows.Select(row => lfw.Rows[row])]);
    }
}
