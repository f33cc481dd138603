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

    private sealed class KeptActivity : IActivityLog
    {
        private static readonly ActivityLine[] Kept =
        [
            new(new DateTimeOffset(2026, 3, 4, 5, 6, 9, TimeSpan.Zero), "verified", "match", "ada", "north gate", "north", 0.00005, null),
            new(new DateTimeOffset(2026, 3, 4, 5, 6, 8, TimeSpan.Zero), "verified", "non_match", "ada", "north gate", "north", null, null),
            new(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero), "failed_to_enrol", "refused", null, "reception", null, null, "no_face"),
        ];

        public Task<ActivityPart> Read(string realm, ActivityFilter filter, long? after, CancellationToken cancellationToken)
        {
            Assert.Equal("harbour", realm);
            var found = Kept.Where(line => (filter.Subject ?? line.Subject) == line.Subject && (filter.Outcome ?? line.Outcome) == line.Outcome && (filter.Door ?? line.Door) == line.Door).Skip((int)(after ?? 0)).ToArray();
            return Task.FromResult(new ActivityPart([.. found.Take(2)], found.Length > 2 ? 2 : null));
        }
    }
}
