using Microsoft.Extensions.DependencyInjection;
using Mote.Cli.Output;
using Mote.Client;

namespace Mote.Cli.Tests.Identities;

public sealed class UnlockCommandTests(LiveSilo live)
{
    [Fact]
    public async Task Unlock_TooManyNonMatches_VerifiesAgain()
    {
        var (own, stranger) = (live.Own, live.Stranger);
        await Mote("enroll", "locked", own);
        Assert.Equal(ExitCode.NoMatch, (await Mote("verify", "locked", stranger)).ExitCode);
        await StrangerComes(stranger, times: 9);

        var refused = await Mote("verify", "locked", own);
        Assert.Equal(ExitCode.LockedOut, refused.ExitCode);
        Assert.Contains("Too many photos in a row did not match", refused.Errors, StringComparison.Ordinal);
        Assert.Matches("\nLOCKED until .* UTC, for [^:]+: too many photos", (await Mote("describe", "locked")).Output);

        // Another door's lock is another.
        Assert.Equal("Lifted: locked is not locked at the door north by itself any more, and what was counted there is forgotten.\n", (await Mote("unlock", "locked", "--door", "north")).Output);
        Assert.Equal(ExitCode.LockedOut, (await Mote("verify", "locked", own)).ExitCode);

        Assert.Equal("Lifted: locked is locked nowhere any more, and what was counted is forgotten.\n", (await Mote("unlock", "locked")).Output);
        Assert.Equal(ExitCode.Done, (await Mote("verify", "locked", own)).ExitCode);
        Assert.Equal(ExitCode.Failed, (await Mote("unlock", "nobody")).ExitCode);
        await Mote("erase", "locked");
    }

    /// <summary>Not each time by a command of its own.</summary>
    private async Task StrangerComes(string photo, int times)
    {
        var (address, key) = await live.Start();
        await using var services = new ServiceCollection().AddMoteClient(options => (options.Address, options.ApiKey) = (new Uri(address), key)).BuildServiceProvider();
        var stranger = await File.ReadAllBytesAsync(photo, TestContext.Current.CancellationToken);
        for (var time = 0; time < times; time++)
            Assert.False((await services.GetRequiredService<MoteClient>().VerifyAsync("locked", stranger, TestContext.Current.CancellationToken)).IsMatch);
    }

    private async Task<MoteProcess.Finished> Mote(params string[] arguments)
    {
        var (address, key) = await live.Start();
        return await MoteProcess.Run([("MOTE_API_KEY", key)], [.. arguments, "--address", address]);
    }
}
