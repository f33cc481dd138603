using Microsoft.Playwright;

namespace Mote.WebConsole.Tests;

/// <summary>Keeps a picture of every page as people see it, among the build's artefacts, which are never committed.</summary>
[Trait("Takes", "long")]
public sealed class ScreenshotTests(ConsoleFixture console, StaffedSilo staffed) : IClassFixture<StaffedSilo>
{
    public static TheoryData<string, ColorScheme, int> Looks => new()
    {
        { "light", ColorScheme.Light, 1280 },
        { "dark", ColorScheme.Dark, 1280 },
        { "phone", ColorScheme.Light, 390 },
        { "phone-dark", ColorScheme.Dark, 390 },
    };

    [Theory, MemberData(nameof(Looks))]
    public async Task EveryPage_FitsItsScreen(string look, ColorScheme scheme, int width)
    {
        var silo = staffed.Silo;
        // Everybody else is there in every look, and who was locked out in one stays so.
        var newcomer = $"new.{look}";
        var page = await console.Visit(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = width > 500 ? 900 : 844 }, DeviceScaleFactor = 1 }, silo);
        await page.GotoAsync("/sign-in");
        await Keep("sign-in");
        await page.GetByLabel("API key").FillAsync("a wrong key");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Keep("sign-in-refused");
        await page.GetByLabel("API key").FillAsync(Harbour.OperatorKey);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Keep("people");
        await page.GotoAsync("/people/ada.lovelace");
        await Keep("person");
        await page.GotoAsync("/people/ada.lovelace/erase");
        await Keep("erase");
        await page.GotoAsync("/enrol");
        await page.GetByText("How to train").ClickAsync();
        await page.GetByLabel("Name").FillAsync(newcomer);
        await page.Choose(Faces.Of(40));
        await Keep("enrol");
        await page.Enrol(newcomer, Faces.Of(40));
        await Keep("enrolled");
        await page.Enrol("another.person", Faces.Nobody);
        await Keep("enrolment-refused");
        await page.Verify(newcomer, Faces.Of(40));
        await Keep("match");
        await page.Verify(newcomer, Faces.Of(41));
        await Keep("non-match");
        await silo.LockOut("staff-1111", 50);
        await page.GotoAsync("/people/staff-1111");
        await Keep("locked");
        await page.GotoAsync("/fairness");
        await page.Choose(Faces.Of(40));
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the effect" }).ClickAsync();
        await page.Locator(".effect").WaitForAsync();
        await Keep("fairness");
        await page.GotoAsync("/privacy");
        await Keep("privacy");
        await page.GotoAsync("/activity");
        await Keep("activity");
        await page.GotoAsync("/system");
        await Keep("system");
        await page.GotoAsync("/nothing/here");
        await Keep("not-found");
        await page.Context.CloseAsync();

        async Task Keep(string name)
        {
            await page.Keep($"{name}-{look}");
            var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(wide <= width, $"The page '{name}' is {wide} pixels wide on a screen of {width}.");
        }
    }
}
