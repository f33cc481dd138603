using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Mote.WebConsole.Tests;

public sealed class StatusTests(ConsoleFixture console)
{
    [Fact]
    public async Task System_SaysWhatRunsAndHowItStands()
    {
        await console.Silo.Enrol("counted", 180);
        var page = await console.SignIn();
        await page.GetByRole(AriaRole.Link, new() { Name = "System" }).ClickAsync();
        foreach (var words in new[] { "sqlite answers", "mote-demo-detector.onnx", "Embedder pool: photos", "of 256", "people by group: A", "Current", "10.4.2", "Active" })
            await Assertions.Expect(page.GetByText(words).First).ToBeVisibleAsync();
    }

    /// <summary>Whoever may read the trail sees what was refused lately; others see nothing of it.</summary>
    [Fact]
    public async Task System_RefusedCredentials_AreShownToWhoeverMayReadTheTrail()
    {
        await using var silo = await Harbour.Start();
        using var auditor = await Visitor.SignedIn(silo, Harbour.AuditorKey);
        Assert.Contains("None in the last half hour.", await auditor.Text("/system"), StringComparison.Ordinal);
        using (var wrong = silo.Api("a-key-that-is-nobodys"))
        {
            for (var i = 0; i < 3; i++)
                (await wrong.GetAsync("/v1/identities", TestContext.Current.CancellationToken)).Dispose();
        }

        using (var doors = silo.Api(Harbour.TwoDoorsKey))
        {
            doors.DefaultRequestHeaders.Add("Mote-Door", "south");
            (await doors.PostAsync("/v1/identities/nobody/verify", null, TestContext.Current.CancellationToken)).Dispose();
        }

        var text = await auditor.Text("/system");
        Assert.Matches("""<th scope="row">127\.0\.0\.0/24</th>\s*<td data-label="Why">not known here</td>\s*<td class="number" data-label="How many">3</td>""", text);
        Assert.Contains("another door than two doors is bound to", text, StringComparison.Ordinal);
        Assert.DoesNotContain("nobodys", text, StringComparison.Ordinal);
        using var metrics = await Visitor.SignedIn(silo, Harbour.KeyOf(Protocol.Scope.Metrics));
        Assert.DoesNotContain("Refused credentials", await metrics.Text("/system"), StringComparison.Ordinal);

        // And the trail is told, in words.
        for (var patience = 0; !(await auditor.Text("/activity")).Contains("credentials refused: 1 from 127.0.0.0/24", StringComparison.Ordinal); patience++)
            Assert.InRange(patience, 0, 500);
    }

    [Fact]
    public async Task System_StoreLocked_SaysThatItDoesNotAnswer()
    {
        await using var silo = await Harbour.Start();
        var page = await console.SignIn(silo: silo);
        await using var other = new SqliteConnection($"Data Source={silo.FileOf("mote.db")};Pooling=False");
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var hold = other.CreateCommand();
        hold.CommandText = "BEGIN IMMEDIATE";
        await hold.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        await page.GotoAsync("/system");
        await Assertions.Expect(page.GetByText("sqlite does not answer")).ToBeVisibleAsync();
    }
}
