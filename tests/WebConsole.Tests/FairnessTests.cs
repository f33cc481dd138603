using Microsoft.Playwright;

namespace Mote.WebConsole.Tests;

public sealed class FairnessTests(ConsoleFixture console)
{
    [Fact]
    public async Task Fairness_OfTheRealm_IsShownByGroupWithIntervalsAndCautions()
    {
        await using var silo = await Harbour.Start();
        await silo.Enrol("one", 170);
        await silo.Enrol("two", 171);
        var page = await console.SignIn(silo: silo);
        await page.GetByRole(AriaRole.Link, new() { Name = "Fairness" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "Group A", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("td").Filter(new() { HasTextRegex = new(@"\d % \(\d.* % to \d.* %\)") })).ToHaveCountAsync(4);
        await Assertions.Expect(page.GetByText("Only 2 people are certified")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".chart .value")).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task Dial_TriedOnAPhoto_ShowsBeforeAndAfterAndEnrolsNobody()
    {
        await using var silo = await Harbour.Start();
        var page = await console.SignIn(silo: silo);
        await page.GotoAsync("/fairness");
        await page.Choose(Faces.Of(172));
        await page.GetByLabel("Balance before").FillAsync("0");
        await page.GetByLabel("Balance after").FillAsync("1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the effect" }).ClickAsync();
        await Assertions.Expect(page.Locator(".effect caption")).ToContainTextAsync("From balance 0 to 1");
        await Assertions.Expect(page.Locator(".effect tbody tr")).ToHaveCountAsync(5);
        await page.GotoAsync("/people");
        await Assertions.Expect(page.GetByText("Nobody is enrolled yet.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Dial_PhotoWithoutAFace_IsRefusedInWords()
    {
        var page = await console.SignIn();
        await page.GotoAsync("/fairness");
        await page.Choose(Faces.Nobody);
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the effect" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("No face");
    }
}
