using System.Text.Json;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Tests.Runs;

/// <summary>What a run gave.</summary>
internal sealed record Finished(ProtocolFigures Protocol, IReadOnlyList<RecipeFigures> Recipes)
{
    /// <summary>Everything but the times, which no run repeats, as it is written.</summary>
    public string WithoutTimes => JsonSerializer.Serialize(
        new EvaluationReport
        {
            Subjects = 0,
            Groups = [],
            Dimension = 0,
            Seed = 0,
            Inputs = "",
            Protocol = Protocol,
            Recipes = [.. Recipes.Select(recipe => recipe with { TrainMsMedian = 0, ScoreNsMedian = 0 })],
        },
        ReportJson.Default.EvaluationReport);

    public RecipeFigures this[string recipe] => Recipes.Single(figures => figures.Name == recipe);
}
