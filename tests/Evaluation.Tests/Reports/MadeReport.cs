using System.Text.Json;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Tests.Reports;

/// <summary>Reports with made-up figures.</summary>
internal static class MadeReport
{
    public static EvaluationReport Empty { get; } = new()
    {
        Subjects = 120,
        Groups = new() { ["F"] = 20, ["M"] = 100 },
        Dimension = 128,
        Seed = 1,
        Inputs = new string('0', 64),
        Protocol = new ProtocolFigures
        {
            Draws = 1,
            References = 1,
            Probes = 600,
            ProbesRefused = 0,
            Fta = 0,
            ReferencesRefused = 0,
            Mated = 600,
            NonMated = 71_400,
            Resamples = 1000,
            CohortPhotos = [3, 2, 1],
        },
    };

    public static PrivacyFigures Attack { get; } = new()
    {
        Template = "compact",
        Attacker = "store <b>& co",
        Best = "svm-weights",
        BalancedAccuracy = 0.51,
        PermutationP = 0.4,
        DSys = 0.01,
        DSysRaw = 0.05,
        DSysNull = 0.04,
        InvertedAccepted = 0,
        Others = new Dictionary<string, JsonElement> { ["callsUntilAMatch"] = JsonSerializer.SerializeToElement(17) },
    };

    public static RecipeFigures Recipe(string name, int errors) => new()
    {
        Name = name,
        Score = "raw",
        Eer = 0.01,
        Fte = 0,
        BytesPerIdentity = 520,
        TrainMsMedian = 40,
        ScoreNsMedian = 300,
        FnmrAtFmr = new() { ["1e-2"] = Point(errors), ["1e-3"] = Point(errors), ["1e-4"] = Point(errors) },
        Det = [[0.1, 0.01], [0.01, 0.02], [0.001, 0.05]],
        Histogram = new ScoreHistogram(0, 1, new() { ["F"] = [0, 1], ["M"] = [0, 2] }, new() { ["F"] = [3, 0], ["M"] = [4, 0] }),
    };

    public static OperatingPoint Point(int errors) => new()
    {
        Fnmr = errors / 600.0,
        Fmr = 0.001,
        Low = 0,
        High = 0.02,
        Errors = errors,
        FalseMatches = 71,
        Threshold = 0.5,
        ByGroup = new() { ["F"] = new GroupErrors { People = 20, Errors = errors, Fnmr = 0.01, Fmr = 0.001 }, ["M"] = new GroupErrors { People = 100, Errors = 0, Fnmr = 0, Fmr = 0.001 } },
    };
}
