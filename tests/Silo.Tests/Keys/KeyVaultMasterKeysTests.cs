using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Mote.Grains.Keys;
using Mote.Recognition.Protection.Keys;
using Mote.Silo.Keys;

namespace Mote.Silo.Tests.Keys;

public sealed class KeyVaultMasterKeysTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_EverySecretOfThatName_IsAVersion()
    {
        await using var vault = await KeyVault.Start();
        using var one = MasterKey.Generate(1);
        using var two = MasterKey.Generate(2);
        foreach (var (name, value) in new[] { ("mote-master-key-2", two.Export()), ("mote-master-key-1", one.Export()), ("mote-master-key-7", "x"), ("mote-master-key-x", "x"), ("other-1", "x") })
            vault.Secrets[name] = value;
        vault.Disabled = "mote-master-key-7";
        var keys = new KeyVaultMasterKeys(vault.Client(), "mote-master-key");

        Assert.Equal([1, 2], await keys.VersionsAsync("realm", Cancelled));
        using var found = await keys.FindAsync("realm", 2, Cancelled);
        Assert.Equal(two.Export(), found!.Export());
        Assert.Null(await keys.FindAsync("realm", 3, Cancelled));
    }

    [Fact]
    public async Task Find_AgainWhereItIsKept_AsksTheVaultOnlyAfterAWhile()
    {
        await using var vault = await KeyVault.Start();
        using var made = MasterKey.Generate(1);
        vault.Secrets["mote-master-key-1"] = made.Export();
        var time = new FakeTimeProvider();
        using var keys = new KeptMasterKeys(
            new KeyVaultMasterKeys(vault.Client(), "mote-master-key"), Options.Create(new KeptKeyOptions()), time, NullLogger<KeptMasterKeys>.Instance);
        await Read();
        var requests = vault.Requests;
        await Read();
        Assert.Equal(requests, vault.Requests);

        vault.Secrets.Clear();
        time.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await keys.FindAsync("realm", 1, Cancelled));
        await Assert.ThrowsAsync<MasterKeyException>(async () => await keys.VersionsAsync("realm", Cancelled));

        async Task Read()
        {
            Assert.Equal([1], await keys.VersionsAsync("realm", Cancelled));
            // A copy: what a caller disposes stays with the others.
            using var key = await keys.FindAsync("realm", 1, Cancelled);
            Assert.Equal(made.Export(), key!.Export());
        }
    }

    [Fact]
    public async Task Find_VaultThatDoesNotAnswer_SaysHowToMend()
    {
        var vault = await KeyVault.Start();
        var keys = new KeyVaultMasterKeys(vault.Client(), "mote-master-key");
        await vault.DisposeAsync();
        Assert.Contains("list and get", (await Assert.ThrowsAsync<MasterKeyException>(async () => await keys.FindAsync("realm", 1, Cancelled))).Message, StringComparison.Ordinal);
        Assert.Contains("list and get", (await Assert.ThrowsAsync<MasterKeyException>(async () => await keys.VersionsAsync("realm", Cancelled))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_VaultRefusesOrHoldsNoKey_SaysHowToMend()
    {
        await using var vault = await KeyVault.Start();
        vault.Secrets["mote-master-key-1"] = "not a key";
        var keys = new KeyVaultMasterKeys(vault.Client(), "mote-master-key");
        var refusal = await Assert.ThrowsAsync<MasterKeyException>(async () => await keys.FindAsync("realm", 1, Cancelled));
        Assert.Contains("mote-master-key-1", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not a key", refusal.ToString(), StringComparison.Ordinal);

        vault.IsReachable = false;
        Assert.Contains("list and get", (await Assert.ThrowsAsync<MasterKeyException>(async () => await keys.VersionsAsync("realm", Cancelled))).Message, StringComparison.Ordinal);
        Assert.Contains("list and get", (await Assert.ThrowsAsync<MasterKeyException>(async () => await keys.FindAsync("realm", 2, Cancelled))).Message, StringComparison.Ordinal);
    }
}
