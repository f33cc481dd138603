using Microsoft.Playwright;
using Mote.Evaluation.Pages;
using Mote.Evaluation.Tests.Reports;
using Mote.Pages;

namespace Mote.WebConsole.Tests;

/// <summary>A report's page, opened from the disk, is of one piece with the console, and held to the same rules.</summary>
public sealed class ReportPageTests(ConsoleFixture console) : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-report-page-tests-");
    private ReportFolder? _report;

    private string Address => new Uri(_report!.Page).AbsoluteUri;

    public async ValueTask InitializeAsync()
    {
        _report = new ReportFolder(_folder.FullName);
        await _report.Update(MadeReport.Empty, before => before with { Recipes = [MadeReport.Recipe("cosine", 31), MadeReport.Recipe("compact", 2)], Privacy = [MadeReport.Attack] });
    }

    [Fact]
    public async Task StyleSheet_IsThatOfTheConsole()
    {
        using var visitor = new Visitor(console.Silo);
        var served = await visitor.Text("/assets/mote.css");
        Assert.Equal(StyleSheet.Text, served);
        Assert.Contains($"<style>{served}</style>", await File.ReadAllTextAsync(_report!.Page, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("light", ColorScheme.Light, 1280)]
    [InlineData("phone-dark", ColorScheme.Dark, 390)]
    public async Task Page_AsksNobody_FitsItsScreen_AndBreaksNoRule(string look, ColorScheme scheme, int width)
    {
        var page = await console.Visit(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } });
        List<string> asked = [];
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync(Address);
        await page.Keep($"report-{look}");

        Assert.Equal([Address], asked);
        var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
        Assert.True(wide <= width, $"The page is {wide} pixels wide on a screen of {width}.");
        Assert.Empty(await page.BrokenRules());
        await page.Context.CloseAsync();
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
