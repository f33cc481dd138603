using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Mote.Silo.Starts;
using Mote.Tests;

namespace Mote.Silo.Tests.Starts;

/// <summary>Whoever starts a silo wrongly is told in a line what is wrong and how to mend it.</summary>
public sealed partial class WrongStartTests : IDisposable
{
    // Of these the whole process is started in every run; of the others where there is time.
    private static readonly string[] AlwaysWhole = ["a word for a number", "https without a certificate", "a database that is garbage"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-wrong-");

    public static TheoryData<string> Every => [.. WrongStartTable.All.Select(start => start.Name)];

    public static TheoryData<string> Some => [.. AlwaysWhole];

    public static TheoryData<string> Others => [.. WrongStartTable.All.Select(start => start.Name).Except(AlwaysWhole)];

    [Theory]
    [MemberData(nameof(Every))]
    public async Task Start_OfWhatIsWrong_IsRefusedInOneLineWithTheCure(string name)
    {
        var (start, plan) = Wrong(name);
        var failure = await Record.ExceptionAsync(async () =>
        {
            await using var silo = TestSilo.Of(plan);
            await silo.Start(TestContext.Current.CancellationToken);
        });
        Assert.NotNull(failure);
        Told(start, StartFault.Of(failure) ?? $"not foreseen: {failure}");
    }

    /// <summary>The line, and nothing beside it: neither what the log has of it, nor what else in the silo says when it is taken apart.</summary>
    [Theory]
    [MemberData(nameof(Some))]
    public Task Process_OfWhatIsWrong_SaysOneLineAndFails(string name) => Process(name);

    [Theory]
    [MemberData(nameof(Others))]
    [Trait("Takes", "long")]
    public Task Process_OfEverythingElseThatIsWrong_SaysOneLineAndFails(string name) => Process(name);

    /// <summary>An editor, a shell and a secret of Kubernetes put a line end behind what they keep.</summary>
    [Fact]
    public async Task Start_LineEndsBehindSettings_AreNothing()
    {
        var right = TwoRealms.Plan(_folder.FullName);
        var ended = right.Configuration().Where(setting => setting.Value is { Length: > 0 } && setting.Key.StartsWith("Mote:", StringComparison.Ordinal)).Select(setting => (setting.Key, (string?)$"{setting.Value}\n"));
        await using var silo = await TestSilo.Start(right.With(ended), TestContext.Current.CancellationToken);
        using var http = TwoRealms.Caller(silo);
        Assert.True((await http.GetAsync("/v1/identities", TestContext.Current.CancellationToken)).IsSuccessStatusCode);
    }

    /// <summary>What nobody foresaw keeps its stack: it belongs into a report.</summary>
    [Fact]
    public void Fault_ThatNobodyForesaw_IsNone() => Assert.Null(StartFault.Of(new InvalidOperationException("why?")));

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private async Task Process(string name)
    {
        var (start, plan) = Wrong(name);
        await using var silo = SiloProcess.Of(plan, SiloProcess.Assembly);
        if (plan.Configuration().TryGetValue("urls", out var urls))
            silo.Tell("urls", urls);
        silo.Launch();
        Assert.Equal(1, await silo.Ended());
        // What went well before, and what is to be known of it, is in the log.
        string[] lines = [.. silo.Output().Split('\n').Where(line => !LogLine().IsMatch(line))];
        Told(start, string.Join('\n', lines).Trim());
    }

    private (WrongStart Start, SiloPlan Plan) Wrong(string name)
    {
        var start = WrongStartTable.All.Single(one => one.Name == name);
        return (start, start.Of(TwoRealms.Plan(_folder.FullName)));
    }

    // None that says what the last line says.
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\S+Z (info|warn) ", RegexOptions.CultureInvariant)]
    private static partial Regex LogLine();

    private static void Told(WrongStart start, string said)
    {
        Assert.Contains(start.Said, said, StringComparison.Ordinal);
        Assert.Equal(start.Setting.StartsWith("Mote:Lockout:MostNonMatch;", StringComparison.Ordinal) ? 2 : 1, said.ReplaceLineEndings("\n").Split('\n').Length);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }
}
