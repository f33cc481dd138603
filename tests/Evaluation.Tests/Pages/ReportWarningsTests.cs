using Mote.Evaluation.Pages;
using Mote.Evaluation.Tests.Reports;

namespace Mote.Evaluation.Tests.Pages;

public sealed class ReportWarningsTests
{
    [Fact]
    public void Of_SmallNumbers_NamesEachOfThem() => Assert.Equal(
        [
            "Group F has 20 people, fewer than 30: its rates say little, and neither do the fairness figures.",
            "No FNMR error at FMR 1e-2: compact. That allows rates up to 3 / 120 people = 2.5 %, not a rate of 0.",
            "Fewer than 30 FNMR errors at FMR 1e-2: cosine (29). They carry no claim, and neither does a difference between them.",
            "FMR 1e-4 is 7.1 of 71,400 non-mated comparisons, fewer than 30: the threshold itself is a matter of luck.",
            "One draw of the reference photos: another one moves FNMR at 1e-4 by a third of itself. --draws 4 repeats it.",
        ],
        ReportWarnings.Of(MadeReport.Empty with
        {
            Recipes =
            [
                MadeReport.Recipe("cosine", 30) with { FnmrAtFmr = new() { ["1e-2"] = MadeReport.Point(29), ["1e-3"] = MadeReport.Point(30), ["1e-4"] = MadeReport.Point(31) } },
                MadeReport.Recipe("compact", 30) with { FnmrAtFmr = new() { ["1e-2"] = MadeReport.Point(0), ["1e-3"] = MadeReport.Point(30), ["1e-4"] = MadeReport.Point(31) } },
            ],
        }));

    [Fact]
    public void Of_NothingSmall_IsSilent() => Assert.Empty(ReportWarnings.Of(MadeReport.Empty with
    {
        Groups = new() { ["F"] = 30, ["M"] = 90 },
        Protocol = MadeReport.Empty.Protocol! with { Draws = 4, NonMated = 300_000 },
        Recipes = [MadeReport.Recipe("cosine", 30)],
    }));
}
