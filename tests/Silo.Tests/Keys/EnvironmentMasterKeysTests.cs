using Mote.Recognition.Protection.Keys;
using Mote.Silo.Keys;

namespace Mote.Silo.Tests.Keys;

public sealed class EnvironmentMasterKeysTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Versions_AreTheNumbersOfTheVariables()
    {
        var prefix = $"MOTE_TEST_{Guid.NewGuid():N}_";
        var keys = new EnvironmentMasterKeys(prefix);
        Assert.Contains($"{prefix}1", (await Assert.ThrowsAsync<MasterKeyException>(async () => await keys.VersionsAsync("realm", Cancelled))).Message, StringComparison.Ordinal);

        using var made = MasterKey.Generate(12);
        Environment.SetEnvironmentVariable(prefix + "12", made.Export());
        Environment.SetEnvironmentVariable(prefix + "3", "no key");
        Environment.SetEnvironmentVariable(prefix + "OTHER", "x");
        Assert.Equal([3, 12], await keys.VersionsAsync("realm", Cancelled));
        using var found = await keys.FindAsync("realm", 12, Cancelled);
        Assert.Equal(made.Export(), found!.Export());
        Assert.Null(await keys.FindAsync("realm", 4, Cancelled));
        var refusal = await Assert.ThrowsAsync<MasterKeyException>(async () => await keys.FindAsync("realm", 3, Cancelled));
        Assert.Contains(prefix + "3", refusal.Message, StringComparison.Ordinal);
    }
}
