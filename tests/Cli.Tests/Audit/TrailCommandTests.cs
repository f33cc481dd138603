using Mote.Cli.Output;

namespace Mote.Cli.Tests.Audit;

public sealed class TrailCommandTests(LiveSilo live)
{
    [Fact]
    public async Task TrailAndCheck_OnePerson_SayWhatHappened()
    {
        var own = live.Own;
        await Mote("enroll", "trailed", own);
        await Mote("verify", "trailed", own);
        await Mote("verify", "trailed", live.Stranger);

        var lines = (await Mote("audit", "trail", "--subject", "trailed")).Output.TrimEnd('\n').Split('\n');
        Assert.EndsWith("  verified, non-match: trailed, by cli", lines[0], StringComparison.Ordinal);
        Assert.Contains("  verified, match: trailed at ", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("  enrolled, done: trailed, by cli", lines[2], StringComparison.Ordinal);
        var json = await Mote("audit", "trail", "--kind", "enrolled", "--outcome", "done", "--subject", "trailed", "--limit", "1", "--json");
        Assert.Equal("enrolled", json.Json[0].GetProperty("kind").GetString());
        Assert.Equal(ExitCode.Usage, (await Mote("audit", "trail", "--limit", "0")).ExitCode);

        var check = await Mote("audit", "check");
        Assert.Equal(ExitCode.Done, check.ExitCode);
        Assert.StartsWith("Whole: entries 1 to ", check.Output, StringComparison.Ordinal);
        Assert.True((await Mote("audit", "check", "--json")).Json.GetProperty("isWhole").GetBoolean());

        var note = (await Mote("audit", "check", "--json")).Json.GetProperty("chains")[0].GetProperty("note").GetString()!;
        // Others write into the same trail meanwhile.
        var since = await Mote("audit", "check", "--since", note);
        Assert.Equal(ExitCode.Done, since.ExitCode);
        Assert.Matches("To be noted elsewhere: silo:[0-9]+:[0-9a-f]{64}\n$", since.Output);
        var cut = await Mote("audit", "check", "--since", $"100000:{note.Split(':')[2]}");
        Assert.Equal(ExitCode.Failed, cut.ExitCode);
        Assert.Contains("Entry 100000 was noted, and the chain ends at", cut.Output, StringComparison.Ordinal);

        using var folder = new TemporaryFolder();
        var anchors = folder.Write("anchors.txt", [$"2026-01-02T03:04:05Z default {note}", $"2026-01-02T03:04:05Z another silo:7:{new string('0', 64)}", "2026-01-02T03:04"]);
        var anchored = await Mote("audit", "check", "--anchors", anchors);
        Assert.Equal(ExitCode.Done, anchored.ExitCode);
        Assert.Contains("Of 1 noted heads 1 are in it.", anchored.Output, StringComparison.Ordinal);
        Assert.Contains("Lines of the file that are no noted head: 1.", anchored.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Usage, (await Mote("audit", "check", "--anchors", folder["none"])).ExitCode);

        await Mote("erase", "trailed");
        Assert.Contains(": somebody erased since", (await Mote("audit", "trail", "--kind", "erased")).Output, StringComparison.Ordinal);
    }

    private async Task<MoteProcess.Finished> Mote(params string[] arguments)
    {
        var (address, key) = await live.Start();
        return await MoteProcess.Run([("MOTE_API_KEY", key)], [.. arguments, "--address", address]);
    }
}
