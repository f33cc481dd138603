using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Mote.Console.Activity;

namespace Mote.Console.Tests;

public sealed class ActivityTests(ConsoleFixture console)
{
    [Fact]
    public async Task Activity_Filtered_ShowsWhatWasLookedForAndItsPages()
    {
        await using var silo = await RunningSilo.Start(services => services.AddSingleton<IActivityLog, KeptActivity>());
        var page = await console.SignIn(silo: silo);
        await page.GetByRole(AriaRole.Link, new() { Name = "Activity" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await Assertions.Expect(page.Locator("tbody tr").First).ToContainTextAsync("one in 20,000");
        await page.GetByRole(AriaRole.Link, new() { Name = "Older" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToContainTextAsync(["no face"]);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Older" })).ToHaveCountAsync(0);

        await page.GetByLabel("Person").FillAsync("ada");
        await page.GetByLabel("Outcome").SelectOptionAsync("non_match");
        await page.GetByLabel("Door").FillAsync("north");
        await page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        await Assertions.Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("tbody tr")).ToContainTextAsync(["non match"]);
        Assert.Equal("non_match", await page.GetByLabel("Outcome").InputValueAsync());
    }

    [Fact]
    public async Task Activity_WithoutALog_IsNotOffered()
    {
        var page = await console.SignIn();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Activity" })).ToHaveCountAsync(0);
        Assert.Equal(404, (await page.GotoAsync("/activity"))!.Status);
    }
}
