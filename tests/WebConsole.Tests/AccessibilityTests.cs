using Microsoft.Playwright;

namespace Mote.WebConsole.Tests;

/// <summary>Holds every page to the rules of WCAG 2.2 AA that a program can check, in light and in dark, on a screen and on a phone.</summary>
public sealed class AccessibilityTests(ConsoleFixture console)
{
    public static TheoryDataRow<ColorScheme, int>[] Looks =>
    [
        new(ColorScheme.Light, 1280),
        new TheoryDataRow<ColorScheme, int>(ColorScheme.Dark, 390).WithTrait("Takes", "long"),
    ];

    [Theory, MemberData(nameof(Looks))]
    public async Task EveryPage_BreaksNoRule(ColorScheme scheme, int width)
    {
        var report = Path.Combine(Path.GetTempPath(), $"mote-{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(report, PrivacyTests.Report, TestContext.Current.CancellationToken);
        await using var silo = await Harbour.Start(("Mote:Console:PrivacyReport", report));
        await silo.Enrol("ada", 190);
        var page = await console.Visit(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 } }, silo);
        List<string> broken = [];

        await page.GotoAsync("/sign-in");
        await Check("sign-in");
        await page.GetByLabel("API key").FillAsync("wrong");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Check("sign-in refused");
        await page.GetByLabel("API key").FillAsync(Harbour.OperatorKey);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Check("people");
        foreach (var address in new[] { "/people?find=nobody", "/people/ada", "/people/ada/erase", "/people/ada/re-enrol", "/people/ada/roll-back", "/re-enrolments", "/verify", "/privacy", "/activity", "/system", "/no/such/page" })
        {
            await page.GotoAsync(address);
            await Check(address);
        }

        await page.GotoAsync("/enrol");
        await page.GetByText("How to train").ClickAsync();
        await page.Choose(Faces.Of(191));
        await Check("enrol");
        await page.Enrol("grace", Faces.Of(191));
        await Check("enrolled");
        await page.Enrol("nobody", Faces.Nobody);
        await Check("enrolment refused");
        await page.Enrol("ada", Faces.Of(190));
        await Check("already enrolled");
        await page.Verify("ada", Faces.Of(190));
        await Check("match");
        await page.Verify("ada", Faces.Of(191));
        await Check("non-match");
        await silo.LockOut("grace", 192);
        await page.GotoAsync("/people/grace");
        await Check("locked");
        await page.GotoAsync("/fairness");
        await page.Choose(Faces.Of(190));
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the effect" }).ClickAsync();
        await page.Locator(".effect").WaitForAsync();
        await Check("fairness");
        Assert.True(broken.Count == 0, string.Join('\n', broken));

        async Task Check(string name) => broken.AddRange((await page.BrokenRules()).Select(rule => $"{name}: {rule}"));
    }

    /// <summary>What looks for broken rules finds them: of one element, and of the page as a whole.</summary>
    [Fact]
    public async Task BrokenPage_IsFoundOut()
    {
        var page = await console.Visit();
        await page.SetContentAsync("<img src='data:,'><h1>A</h1><h4>B</h4>");
        var broken = await page.BrokenRules();
        Assert.All(["image-alt", "html-has-lang", "heading-order"], rule => Assert.Contains(broken, found => found.StartsWith(rule + ",", StringComparison.Ordinal)));
    }
}
