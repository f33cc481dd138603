namespace Mote.Cli.Tests.Identities;

public sealed class UnlockCommandTests(LiveSilo live)
{
    [Fact]
    public async Task Unlock_TooManyNonMatches_VerifiesAgain()
    {
        var (own, stranger) = (live.Own, live.Stranger);
        await Mote("enroll", "locked", own);
        for (var i = 0; i < 10; i++)
            Assert.Equal(ExitCode.NoMatch, (await Mote("verify", "locked", stranger)).ExitCode);

        var refused = await Mote("verify", "locked", own);
        Assert.Equal(ExitCode.Failed, refused.ExitCode);
        Assert.Contains("Too many photos in a row did not match", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("\nLOCKED until ", (await Mote("describe", "locked")).Output, StringComparison.Ordinal);

        Assert.Equal("locked is not locked.\n", (await Mote("unlock", "locked")).Output);
        Assert.Equal(ExitCode.Done, (await Mote("verify", "locked", own)).ExitCode);
        Assert.Equal(ExitCode.Failed, (await Mote("unlock", "nobody")).ExitCode);
        await Mote("erase", "locked");
    }

    private async Task<MoteProcess.Finished> Mote(params string[] arguments)
    {
        var (address, key) = await live.Start();
        return await MoteProcess.Run([("MOTE_API_KEY", key)], [.. arguments, "--address", address]);
    }
}
