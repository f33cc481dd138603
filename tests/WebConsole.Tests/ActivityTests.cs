using System.Net;
using Microsoft.Playwright;

namespace Mote.WebConsole.Tests;

public sealed class ActivityTests(ConsoleFixture console)
{
    [Fact]
    public async Task Activity_Filtered_ShowsWhatWasLookedForAndWhoDidIt()
    {
        await using var silo = await Harbour.Start();
        await silo.Enrol("ada", 60);
        await silo.Enrol("gone", 61);
        Assert.Equal(HttpStatusCode.OK, await silo.Verify("ada", Faces.Of(60), "north"));
        Assert.Equal(HttpStatusCode.OK, await silo.Verify("ada", Faces.Of(62), "south"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await silo.Verify("ada", Faces.Nobody, "north"));
        var page = await console.SignIn(silo: silo);
        await page.Verify("ada", Faces.Of(60));
        await page.GotoAsync("/people/gone/erase");
        await page.Locator("input[name=confirmation]").FillAsync("gone");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("Erase") }).ClickAsync();
        await page.WaitForAddress("/people\\?erased=gone$");

        await page.GetByRole(AriaRole.Link, new() { Name = "Activity" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr").Filter(new() { HasText = "verified and explained" })).ToContainTextAsync(["reception"]);
        await Assertions.Expect(page.Locator("tbody tr").Filter(new() { HasText = "no face" })).ToHaveCountAsync(1);
        // Nobody knows any more whose enrolment that was.
        await Assertions.Expect(page.Locator("tbody tr").Filter(new() { HasText = "erased since" })).ToHaveCountAsync(2);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "gone" })).ToHaveCountAsync(0);

        await page.GetByLabel("Person").FillAsync("ada");
        await page.GetByLabel("Outcome").SelectOptionAsync("match");
        await page.GetByLabel("Door").FillAsync("north");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tbody tr")).ToContainTextAsync(["north gate"]);
        Assert.Equal("match", await page.GetByLabel("Outcome").InputValueAsync());

        await page.GetByLabel("Outcome").SelectOptionAsync("non_match");
        await page.GetByLabel("Door").FillAsync("south");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        // A non-match says no more than that.
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tbody tr td.number")).ToHaveTextAsync([""]);
    }

    [Fact]
    public async Task Activity_MoreThanAPage_GoesOnWithOlder()
    {
        await using var silo = await Harbour.Start(("Mote:Lockout:MostNonMatches", "0"));
        await silo.Enrol("ada", 63);
        for (var call = 0; call < 60; call++)
            await silo.Verify("ada", Faces.Of(63), "north");
        var page = await console.SignIn(silo: silo);
        await page.GotoAsync("/activity?door=north");
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(50);
        await page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(10);
        await page.GetByRole(AriaRole.Link, new() { Name = "Newest" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(50);
    }

    [Fact]
    public async Task Activity_NotAnOperator_IsNotOfferedNorShown()
    {
        var page = await console.SignIn(Harbour.GateKey);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Activity" })).ToHaveCountAsync(0);
        Assert.Equal(403, (await page.GotoAsync("/activity"))!.Status);
    }
}
