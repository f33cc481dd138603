using Mote.Cli.Output;

namespace Mote.Cli.Tests.Realms;

public sealed class RealmsCommandTests(LiveSilo live)
{
    [Fact]
    public async Task Realms_AreMadeListedAndRemoved_WithAKeyOfTheService()
    {
        var (address, operatorKey) = await live.Start();
        var made = await Mote(LiveSilo.ServiceKey, "realms", "new", "clinic", "--target", "0.0005", "--most", "0.005", "--administrator", "head", "--json");
        Assert.True(made.ExitCode == ExitCode.Done, made.Errors);
        var head = made.Json.GetProperty("administrator").GetProperty("secret").GetString()!;

        Assert.Contains("clinic: models of every realm, decided at one in 2,000, at one in 200 at most, policy none; made ", (await Mote(LiveSilo.ServiceKey, "realms", "list")).Output, StringComparison.Ordinal);
        Assert.Contains("head (", (await Mote(head, "api-keys", "list")).Output, StringComparison.Ordinal);
        Assert.Contains("takes the scope 'realms'", (await Mote(operatorKey, "realms", "list")).Errors, StringComparison.Ordinal);
        Assert.Contains("takes the scope 'people'", (await Mote(LiveSilo.ServiceKey, "list")).Errors, StringComparison.Ordinal);

        Assert.EndsWith("'clinic' is gone.\n", (await Mote(LiveSilo.ServiceKey, "realms", "remove", "clinic")).Output, StringComparison.Ordinal);
        Assert.Contains("expired", (await Mote(head, "api-keys", "list")).Errors, StringComparison.Ordinal);
        Assert.Contains("Realm removed, done: clinic, by provider", (await Mote(LiveSilo.ServiceKey, "audit", "trail")).Output, StringComparison.Ordinal);

        Task<MoteProcess.Finished> Mote(string key, params string[] arguments) => MoteProcess.Run([("MOTE_API_KEY", key)], [.. arguments, "--address", address]);
    }

    [Fact]
    public async Task Key_IsDrawnAnew_AndTellsWhatGoesIntoTheConfiguration()
    {
        var (first, second) = (await MoteProcess.Run("realms", "key", "provider"), await MoteProcess.Run("realms", "key", "provider", "--json"));
        Assert.Contains("Mote__ServiceKeys__0__Name=provider Mote__ServiceKeys__0__Sha256=", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(second.Json.GetProperty("sha256").GetString()!, first.Output, StringComparison.Ordinal);
    }
}
