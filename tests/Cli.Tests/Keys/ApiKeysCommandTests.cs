using Mote.Cli.Output;

namespace Mote.Cli.Tests.Keys;

public sealed class ApiKeysCommandTests(LiveSilo live)
{
    [Fact]
    public async Task Keys_AreMadeListedLimitedAndRevoked()
    {
        var (address, operatorKey) = await live.Start();
        var made = await Mote(operatorKey, "api-keys", "new", "north-gate", "--scopes", "verify,people", "--doors", "north,south", "--target", "0.0005", "--expires", "2100-01-31", "--json");
        Assert.True(made.ExitCode == ExitCode.Done, made.Errors);
        var secret = made.Json.GetProperty("secret").GetString()!;
        Assert.StartsWith("mote_", secret, StringComparison.Ordinal);

        var listed = (await Mote(operatorKey, "api-keys", "list")).Output;
        Assert.Contains($"north-gate ({secret[..9]}…): may verify, people at north, south, decided at one in 2,000 at most until 2100-01-31 00:00 UTC; made ", listed, StringComparison.Ordinal);
        Assert.Contains("; of the configuration", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, listed, StringComparison.Ordinal);

        Assert.Equal("From now on 'north-gate' may verify at north, decided at one in 2,000 at most until 2100-01-31 00:00 UTC.\n", (await Mote(operatorKey, "api-keys", "limit", "north-gate", "--scopes", "verify", "--doors", "north")).Output);
        var lacking = await Mote(secret, "api-keys", "list");
        Assert.Equal(ExitCode.Failed, lacking.ExitCode);
        Assert.Contains("takes the scope 'api-keys'", lacking.Errors, StringComparison.Ordinal);

        Assert.Equal("'north-gate' is revoked.\n", (await Mote(operatorKey, "api-keys", "revoke", "north-gate")).Output);
        Assert.Contains("expired", (await Mote(secret, "list")).Errors, StringComparison.Ordinal);
        Assert.Contains("API key revoked, done: north-gate", (await Mote(operatorKey, "audit", "trail")).Output, StringComparison.Ordinal);

        Task<MoteProcess.Finished> Mote(string key, params string[] arguments) => MoteProcess.Run([("MOTE_API_KEY", key)], [.. arguments, "--address", address]);
    }

    [Theory]
    [InlineData("--scopes", "verify,everything", "'everything' is none of the scopes")]
    [InlineData("--role", "king", "'king' is none of the roles")]
    [InlineData("--expires", "soon", "'soon' is no time")]
    public async Task New_WrongWords_AreSaidBeforeAnythingIsSent(string option, string value, string why)
    {
        var refused = await MoteProcess.Run([("MOTE_API_KEY", "any")], "api-keys", "new", "gate", option, value, "--address", "http://127.0.0.1:9");
        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains(why, refused.Errors, StringComparison.Ordinal);
    }
}
