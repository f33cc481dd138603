using Microsoft.Playwright;

namespace Mote.WebConsole.Tests;

public sealed class PrivacyTests(ConsoleFixture console)
{
    /// <summary>A report as 'mote audit privacy' writes it.</summary>
    internal const string Report = """
        {
          "subjects": 423,
          "groups": { "F": 205, "M": 218 },
          "dimension": 128,
          "seed": 1,
          "inputs": "5b0c7c1fb6f2e1b2a53f3f7f8e9f3ff2f8b1c2a4d5e6f708192a3b4c5d6e7f80",
          "recipes": [],
          "privacy": [
            { "template": "vector", "attacker": "store", "best": "svm", "balancedAccuracy": 0.958, "permutationP": 0.005, "balancedAccuracyUnderPermutation": 0.561, "dSys": 0.953, "invertedAccepted": 1 },
            { "template": "compact", "attacker": "store", "best": "forest", "balancedAccuracy": 0.531, "permutationP": 0.87, "balancedAccuracyUnderPermutation": 0.552, "dSys": 0.006, "invertedAccepted": 0, "invertedAcceptedBound": 0.007 },
            { "template": "compact", "attacker": "store-and-keys", "best": "svm", "balancedAccuracy": 0.931, "permutationP": 0.005, "balancedAccuracyUnderPermutation": 0.549, "dSys": 0.91, "invertedAccepted": 0.98 },
            { "template": "compact", "attacker": "api", "lockoutBankMatched": 0, "lockoutBankMatchedBound": 0.007 }
          ]
        }
        """;

    [Fact]
    public async Task Privacy_WithAReport_ShowsItsTableDateAndDataSet()
    {
        var report = Path.Combine(Path.GetTempPath(), $"mote-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(report, Report, TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(report, new DateTime(2026, 2, 3, 4, 5, 0, DateTimeKind.Utc));
        await using var silo = await Harbour.Start(("Mote:Console:PrivacyReport", report));
        var page = await console.SignIn(silo: silo);
        await page.GetByRole(AriaRole.Link, new() { Name = "Privacy" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2026-02-03 04:05 UTC")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("5b0c7c1fb6f2", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("tbody tr").Nth(1)).ToContainTextAsync("0.531");
        await Assertions.Expect(page.Locator("tbody tr").Nth(3)).ToContainTextAsync("none, at most 0.7 %");

        await File.WriteAllTextAsync(report, "{}", TestContext.Current.CancellationToken);
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("is no report with a privacy part")).ToBeVisibleAsync();
        File.Delete(report);
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByText("There is no audit yet")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Privacy_WithoutAReport_NamesTheCommandThatMakesOne()
    {
        var page = await console.SignIn();
        await page.GotoAsync("/privacy");
        await Assertions.Expect(page.GetByText("mote audit privacy --embeddings")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Mote__Console__PrivacyReport=report/report.json")).ToBeVisibleAsync();
    }
}
