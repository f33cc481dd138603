using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Mote.Console.Tests;

public sealed class PeopleTests(ConsoleFixture console)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_SearchedAndPaged_ShowsEveryoneOnce()
    {
        await using var silo = await RunningSilo.Start();
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
    public async Task Person_WhoseRecordIsDamaged_IsShownSo()
    {
        var silo = await RunningSilo.Start();
        await silo.Enrol("damaged", 163);
        await silo.Enrol("sound", 164);
        silo = await silo.Restart();
        await using (var store = new SqliteConnection($"Data Source={silo.FileOf("mote.db")};Pooling=False"))
        {
            await store.OpenAsync(Cancelled);
            await using var damage = store.CreateCommand();
            damage.CommandText = "UPDATE state SET envelope = CAST(substr(envelope, 1, length(envelope) - 8) AS BLOB) WHERE CAST(grain_key AS TEXT) = 'harbour/damaged'";
            Assert.Equal(1, await damage.ExecuteNonQueryAsync(Cancelled));
        }

        var page = await console.SignIn(silo: silo);
        await Assertions.Expect(page.GetByText("Cannot be read")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "sound" })).ToBeVisibleAsync();
        await page.GotoAsync("/people/damaged");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("cannot be read");
        await silo.DisposeAsync();
    }
}
