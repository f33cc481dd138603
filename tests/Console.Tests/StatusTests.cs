using Microsoft.Data.Sqlite;
using Microsoft.Playwright;

namespace Mote.Console.Tests;

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
