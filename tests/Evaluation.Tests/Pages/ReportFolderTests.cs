using System.Text.Json;
using System.Xml.Linq;
using Mote.Evaluation.Pages;
using Mote.Evaluation.Protocol;
using Mote.Evaluation.Tests.Reports;

namespace Mote.Evaluation.Tests.Pages;

public sealed class ReportFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-report-tests-");
    private readonly ReportFolder _report;

    public ReportFolderTests() => _report = new ReportFolder(_folder.FullName);

    [Fact]
    public void Update_OneCommandAfterTheOther_LeavesTheOthersPart()
    {
        _report.Update(MadeReport.Empty, before => before with { Privacy = [MadeReport.Attack] });
        _report.Update(MadeReport.Empty, before => before with { Recipes = [MadeReport.Recipe("cosine", 3)] });
        _report.Update(MadeReport.Empty, before => before with { Recipes = [MadeReport.Recipe("compact", 2)] });

        var report = _report.Load()!;
        Assert.Equal("compact", Assert.Single(report.Recipes).Name);
        Assert.Equal("svm-weights", Assert.Single(report.Privacy).Best);
        Assert.Equal(17, report.Privacy[0].Others!["callsUntilAMatch"].GetInt32());
    }

    [Fact]
    public void Update_OtherPeople_DropsWhatWasOfThose()
    {
        _report.Update(MadeReport.Empty, before => before with { Privacy = [MadeReport.Attack] });

        var report = _report.Update(MadeReport.Empty with { Inputs = new string('1', 64) }, before => before with { Recipes = [MadeReport.Recipe("cosine", 3)] });

        Assert.Empty(report.Privacy);
    }

    [Fact]
    public void Update_KeysOfALaterVersion_AreKept()
    {
        _report.Update(MadeReport.Empty, before => before);
        File.WriteAllText(_report.Json, File.ReadAllText(_report.Json).Replace("\"privacy\"", "\"explanations\": [1], \"privacy\"", StringComparison.Ordinal));

        _report.Update(MadeReport.Empty, before => before with { Recipes = [MadeReport.Recipe("cosine", 3)] });

        using var document = JsonDocument.Parse(File.ReadAllBytes(_report.Json));
        Assert.Equal(1, document.RootElement.GetProperty("explanations")[0].GetInt32());
    }

    [Fact]
    public void Update_Keys_AreTheDocumentedOnes()
    {
        _report.Update(MadeReport.Empty, before => before with { Recipes = [MadeReport.Recipe("compact", 2)], Privacy = [MadeReport.Attack] });

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
    public void Update_WhileAnotherCommandWrites_IsRefusedAndChangesNothing()
    {
        _report.Update(MadeReport.Empty, before => before);
        var before = File.ReadAllBytes(_report.Json);

        _report.Update(MadeReport.Empty, report =>
        {
            Assert.Throws<IOException>(() => _report.Update(MadeReport.Empty, other => other with { Privacy = [MadeReport.Attack] }));
            return report;
        });

        Assert.Equal(before, File.ReadAllBytes(_report.Json));
    }

    [Fact]
    public void Load_NoReport_SaysWhatToDo()
    {
        File.WriteAllText(_report.Json, "{ \"subjects\":");

        Assert.Contains("is not a report: move it away", Assert.Throws<EvaluationSetException>(_report.Load).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfBothParts_IsWellFormedSelfContainedAndShowsBoth()
    {
        _report.Update(MadeReport.Empty, before => before with { Recipes = [MadeReport.Recipe("compact", 2)], Privacy = [MadeReport.Attack] });

        var page = File.ReadAllText(_report.Page);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        // Everything but the head, whose elements need no end, is XML.
        var body = XElement.Parse(page[page.IndexOf("<main>", StringComparison.Ordinal)..page.IndexOf("</body>", StringComparison.Ordinal)].Replace("&nbsp;", " ", StringComparison.Ordinal));
        Assert.Equal(["recognition", "fairness", "privacy"], body.Elements("h2").Select(heading => (string?)heading.Attribute("id")).Where(id => id is not "protocol"));
        Assert.NotEmpty(body.Descendants("polyline"));
        Assert.All(body.Descendants("svg"), drawing => Assert.NotEmpty((string?)drawing.Attribute("aria-label") ?? ""));
        Assert.Contains("svm-weights", body.Value, StringComparison.Ordinal);
        Assert.Contains("<b>& co", body.Value, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
