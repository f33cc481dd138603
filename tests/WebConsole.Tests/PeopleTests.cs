using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Mote.WebConsole.Tests;

public sealed class PeopleTests(ConsoleFixture console)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_SearchedAndPaged_ShowsEveryoneOnce()
    {
        await using var silo = await Harbour.Start();
        for (var person = 0; person < 23; person++)
            await silo.Enrol($"crew-{person:D2}", 130 + person);
        await silo.Enrol("crewless", 160);
        await silo.Enrol("Crew-upper", 161);

        var page = await console.SignIn(silo: silo);
        await Assertions.Expect(page.GetByText("25 enrolled in this realm")).ToBeVisibleAsync();
        await page.GetByLabel("Name begins with").FillAsync("crew-");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("find=crew-"));
        var seen = await Names();
        Assert.Equal(20, seen.Count);
        await page.GetByRole(AriaRole.Link, new() { Name = "Next page" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "First page" })).ToBeVisibleAsync();
        seen.AddRange(await Names());
        Assert.Equal(Enumerable.Range(0, 23).Select(person => $"crew-{person:D2}"), seen);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Next page" })).ToHaveCountAsync(0);

        await page.GotoAsync("/people?find=nobody");
        await Assertions.Expect(page.GetByText("Nobody's name begins with “nobody”.")).ToBeVisibleAsync();

        async Task<List<string>> Names() => [.. await page.Locator("tbody th").AllInnerTextsAsync()];
    }

    [Fact]
    public async Task Erase_AfterTheNameIsTyped_ForgetsThePerson()
    {
        await console.Silo.Enrol("to.be.erased", 162);
        var page = await console.SignIn();
        await page.GotoAsync("/people/to.be.erased");
        await page.GetByRole(AriaRole.Link, new() { Name = "Erase" }).ClickAsync();
        await page.GetByLabel("Type the name to confirm").FillAsync("to.be.kept");
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Nothing was erased");
        await page.GetByLabel("Type the name to confirm").FillAsync("to.be.erased");
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();
        await Assertions.Expect(page.Locator("p.notice")).ToContainTextAsync("to.be.erased is erased");
        var answer = await page.GotoAsync("/people/to.be.erased");
        Assert.Equal(404, answer!.Status);
    }

    [Fact]
    public async Task RollBack_AsksFirstAndSaysWhatHappens()
    {
        await console.Silo.Enrol("returning", 165);
        var page = await console.SignIn();
        await page.GotoAsync("/people/returning");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Roll back" })).ToHaveCountAsync(0);
        await console.Silo.Reenrol("returning", 165);
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Roll back" }).ClickAsync();
        await Assertions.Expect(page.GetByText("It is kept until 20")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Version 2, which decides now, is gone for good")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring version 1 back" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/people/returning$"));
        await Assertions.Expect(page.Locator("dl.facts div", new() { HasText = "Version" }).First).ToContainTextAsync("1");
        await page.GotoAsync("/people/returning/roll-back");
        await Assertions.Expect(page.GetByText("No version of before is kept")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Request_ForANewPhoto_IsShownWithThePersonUntilItIsTakenBack()
    {
        await console.Silo.Enrol("asked.for", 166);
        var page = await console.SignIn();
        await page.GotoAsync("/people/asked.for");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for a new photo" }).ClickAsync();
        await Assertions.Expect(page.Locator(".badge", new() { HasText = "somebody asked" })).ToContainTextAsync("New photo asked for since 20");
        await page.GotoAsync("/people?find=asked.for");
        await Assertions.Expect(page.Locator("tbody .badge", new() { HasText = "New photo asked for" })).ToHaveCountAsync(1);
        await page.GotoAsync("/people/asked.for");
        await page.GetByRole(AriaRole.Button, new() { Name = "No new photo is needed" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ask for a new photo" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".badge", new() { HasText = "New photo" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Requests_ForMany_AreFollowedToTheirEnd()
    {
        await using var silo = await Harbour.Start();
        await silo.Enrol("long.ago", 167);
        var page = await console.SignIn(silo: silo);
        await page.GetByRole(AriaRole.Link, new() { Name = "Ask for new photos" }).ClickAsync();
        await page.GetByLabel("Whom").SelectOptionAsync("before");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for new photos" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("for age a day");
        await page.GetByLabel("Whom").SelectOptionAsync("before");
        await page.GetByLabel("For age: the day (UTC)").FillAsync("2999-01-31");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for new photos" }).ClickAsync();
        await Assertions.Expect(page.GetByText("The last time, everybody was looked at")).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Assertions.Expect(page.GetByText("1 of 1")).ToBeVisibleAsync();
        await page.GotoAsync("/people");
        await Assertions.Expect(page.Locator("tbody .badge", new() { HasText = "enrolled long ago" })).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Person_WhoseRecordIsDamaged_IsShownSo()
    {
        var silo = await Harbour.Start();
        await silo.Enrol("damaged", 163);
        await silo.Enrol("sound", 164);
        var database = silo.FileOf("mote.db");
        silo = await silo.Restart(async () =>
        {
            await using var store = new SqliteConnection($"Data Source={database};Pooling=False");
            await store.OpenAsync(Cancelled);
            await using var damage = store.CreateCommand();
            damage.CommandText = "UPDATE state SET envelope = CAST(substr(envelope, 1, length(envelope) - 8) AS BLOB) WHERE CAST(grain_key AS TEXT) = 'harbour/damaged'";
            Assert.Equal(1, await damage.ExecuteNonQueryAsync(Cancelled));
        });

        var page = await console.SignIn(silo: silo);
        await Assertions.Expect(page.GetByText("Cannot be read")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "sound" })).ToBeVisibleAsync();
        await page.GotoAsync("/people/damaged");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("cannot be read");
        await silo.DisposeAsync();
    }
}
