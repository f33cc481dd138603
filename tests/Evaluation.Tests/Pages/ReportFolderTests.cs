using System.Text.Json;
using System.Xml.Linq;
using Mote.Evaluation.Pages;
using Mote.Evaluation.Protocol;
using Mote.Evaluation.Reports;
using Mote.Evaluation.Tests.Reports;
using Mote.Pages;

namespace Mote.Evaluation.Tests.Pages;

public sealed class ReportFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-report-tests-");
    private readonly ReportFolder _report;

    public ReportFolderTests() => _report = new ReportFolder(_folder.FullName);

    [Fact]
    public async Task Update_OneCommandAfterTheOther_LeavesTheOthersPart()
    {
        await _report.Update(MadeReport.Empty, before => before with { Privacy = [MadeReport.Attack] });
        await _report.Update(MadeReport.Empty, before => before with { Recipes = [MadeReport.Recipe("cosine", 3)] });
        await _report.Update(MadeReport.Empty, before => before with { Recipes = [MadeReport.Recipe("compact", 2)] });

        var report = _report.Load()!;
        Assert.Equal("compact", Assert.Single(report.Recipes).Name);
        Assert.Equal("svm-weights", Assert.Single(report.Privacy).Best);
        Assert.Equal(17, report.Privacy[0].Others!["callsUntilAMatch"].GetInt32());
    }

    [Fact]
    public async Task Update_OtherPeople_DropsWhatWasOfThose()
    {
        await _report.Update(MadeReport.Empty, before => before with { Privacy = [MadeReport.Attack] });

        var report = await _report.Update(MadeReport.Empty with { Inputs = new string('1', 64) }, before => before with { Recipes = [MadeReport.Recipe("cosine", 3)] });

        Assert.Empty(report.Privacy);
    }

    [Fact]
    public async Task Update_KeysOfALaterVersion_AreKept()
    {
        await _report.Update(MadeReport.Empty, before => before);
        File.WriteAllText(_report.Json, File.ReadAllText(_report.Json).Replace("\"privacy\"", "\"explanations\": [1], \"privacy\"", StringComparison.Ordinal));

        await _report.Update(MadeReport.Empty, before => before with { Recipes = [MadeReport.Recipe("cosine", 3)] });

        using var document = JsonDocument.Parse(File.ReadAllBytes(_report.Json));
        Assert.Equal(1, document.RootElement.GetProperty("explanations")[0].GetInt32());
    }

    [Fact]
    public async Task Update_Keys_AreTheDocumentedOnes()
    {
        await _report.Update(MadeReport.Empty, before => before with { Recipes = [MadeReport.Recipe("compact", 2)], Privacy = [MadeReport.Attack] });

        using var document = JsonDocument.Parse(File.ReadAllBytes(_report.Json));
        var root = document.RootElement;
        Assert.All(["subjects", "groups", "dimension", "seed", "recipes", "privacy"], key => Assert.True(root.TryGetProperty(key, out _), key));
        var recipe = root.GetProperty("recipes")[0];
        Assert.All(["name", "eer", "fte", "fnmrAtFmr", "policies", "bytesPerIdentity", "trainMsMedian", "scoreNsMedian"], key => Assert.True(recipe.TryGetProperty(key, out _), key));
        var point = recipe.GetProperty("fnmrAtFmr").GetProperty("1e-3");
        Assert.All(["fnmr", "fmr", "low", "high", "errors", "byGroup", "fdr", "garbe", "garbeWithinGroup", "ir", "ser"], key => Assert.True(point.TryGetProperty(key, out _), key));
        Assert.All(["fnmr", "fmr"], key => Assert.True(point.GetProperty("byGroup").GetProperty("F").TryGetProperty(key, out _), key));
        var attack = root.GetProperty("privacy")[0];
        Assert.All(["template", "attacker", "best", "balancedAccuracy", "permutationP", "dSys", "dSysRaw", "dSysNull", "invertedAccepted"], key => Assert.True(attack.TryGetProperty(key, out _), key));
    }

    [Fact]
    public async Task Update_WhileAnotherCommandWrites_IsRefusedAndChangesNothing()
    {
        await _report.Update(MadeReport.Empty, before => before);
        var before = File.ReadAllBytes(_report.Json);

        Task? other = null;
        await _report.Update(MadeReport.Empty, report =>
        {
            other = _report.Update(MadeReport.Empty, others => others with { Privacy = [MadeReport.Attack] });
            return report;
        });
        await Assert.ThrowsAsync<IOException>(() => other!);

        Assert.Equal(before, File.ReadAllBytes(_report.Json));
    }

    [Fact]
    public void Load_NoReport_SaysWhatToDo()
    {
        File.WriteAllText(_report.Json, "{ \"subjects\":");

        Assert.Contains("is not a report: move it away", Assert.Throws<EvaluationSetException>(_report.Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfBothParts_IsWellFormedSelfContainedAndShowsBoth()
    {
        await _report.Update(MadeReport.Empty, before => before with { Recipes = [MadeReport.Recipe("compact", 2)], Privacy = [MadeReport.Attack] });

        var page = File.ReadAllText(_report.Page);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Contains(StyleSheet.Text, page, StringComparison.Ordinal);
        var body = Body(page);
        Assert.Equal(["protocol", "recognition", "fairness", "privacy"], body.Descendants("h2").Select(heading => (string?)heading.Attribute("id")).OfType<string>());
        Assert.NotEmpty(body.Descendants("polyline"));
        Assert.All(body.Descendants("svg"), drawing => Assert.NotEmpty((string?)drawing.Attribute("aria-label") ?? ""));
        Assert.Contains("svm-weights", body.Value, StringComparison.Ordinal);
        Assert.Contains("<b>& co", body.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfAGroupWhoseNameIsMarkup_ShowsTheName()
    {
        const string Group = "<b>";
        var recipe = MadeReport.Recipe("compact", 2);
        var errors = recipe.FnmrAtFmr["1e-3"].ByGroup["F"];
        await _report.Update(MadeReport.Empty with { Groups = new() { [Group] = 120 } }, before => before with
        {
            Recipes =
            [
                recipe with
                {
                    FnmrAtFmr = new(recipe.FnmrAtFmr.ToDictionary(point => point.Key, point => point.Value with { ByGroup = new() { [Group] = errors } })),
                    Histogram = new ScoreHistogram(0, 1, new() { [Group] = [0, 1] }, new() { [Group] = [3, 0] }),
                },
            ],
        });

        var body = Body(File.ReadAllText(_report.Page));
        Assert.StartsWith("120 <b>;", body.Descendants("p").First().Value, StringComparison.Ordinal);
        Assert.Contains("<b>20 people", body.Descendants("td").Select(cell => string.Concat(cell.Elements().Select(part => part.Value))));
        Assert.Contains("Histogram: compact, group <b>", body.Descendants("svg").Select(drawing => (string?)drawing.Attribute("aria-label")));
        // The legend of the histograms.
        Assert.Equal(["Own photos", "strangers"], body.Descendants("b").Select(bold => bold.Value));
    }

    /// <summary>Everything but the head, whose elements need no end, is XML.</summary>
    private static XElement Body(string page) => XElement.Parse(page[page.IndexOf("<main>", StringComparison.Ordinal)..page.IndexOf("</body>", StringComparison.Ordinal)]);

    public void Dispose() => _folder.Delete(recursive: true);
}
