using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Mote.Silo.Keys;

namespace Mote.Silo.Tests.Keys;

public sealed class KeySettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-keys-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("file", "Realms:a b:Folder=/k", "names 'a b', which cannot be a realm")]
    [InlineData("file", "Realms:north:Provider=paper", "Mote:Keys:Realms:north:Provider is 'paper'")]
    [InlineData("file", "Realms:north:Prefix=X_", "Mote:Keys:Realms:north:Folder is not set: name the folder of the master keys, made by 'mote keys new --folder FOLDER'")]
    [InlineData("file", "Realms:north:Provider=environment", "Mote:Keys:Realms:north:Prefix is not set")]
    [InlineData("file", "Realms:north:Provider=keyvault|Realms:north:KeyVault:SecretName=n", "Mote:Keys:Realms:north:KeyVault:Uri is not set")]
    [InlineData("keyvault", "KeyVault:Uri=https://vault.example|Realms:north:Provider=keyvault", "Mote:Keys:Realms:north:KeyVault:SecretName is not set")]
    [InlineData("file", "Realms:north:Folder=FOLDER/common/../common/", "Mote:Keys:Realms:north names the common master keys")]
    [InlineData("environment", "Realms:north:Prefix=MOTE_MASTER_KEY_", "Mote:Keys:Realms:north names the common master keys")]
    [InlineData("keyvault", "KeyVault:Uri=https://vault.example|Realms:north:KeyVault:SecretName=Mote-Master-Key", "Mote:Keys:Realms:north names the common master keys")]
    // MOTE_MASTER_KEY_11 would be version 11 of all and version 1 of a realm.
    [InlineData("environment", "Realms:north:Prefix=MOTE_MASTER_KEY_1", "differ by digits, and versions follow: end the one with '_'")]
    [InlineData("file", "Realms:north:Provider=environment|Realms:north:Prefix=N_|Realms:south:Provider=environment|Realms:south:Prefix=N_7", "differ by digits")]
    public void Open_WrongPlaceOfARealm_SaysHowToMend(string provider, string settings, string expected) =>
        Assert.Contains(expected, Assert.Throws<OptionsValidationException>(() => Open(provider, settings)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("environment", "Realms:north:Prefix=MOTE_MASTER_KEY_NORTH_")]
    [InlineData("keyvault", "KeyVault:Uri=https://vault.example|Realms:north:KeyVault:SecretName=north")]
    [InlineData("keyvault", "KeyVault:Uri=https://vault.example|Realms:north:KeyVault:Uri=https://north.example")]
    // Whose keys are whose is for their owner to say.
    [InlineData("file", "Realms:north:Folder=FOLDER/both|Realms:south:Folder=FOLDER/both")]
    public void Open_PlaceOfARealm_IsTaken(string provider, string settings) => Assert.NotNull(Open(provider, settings));

    [Fact]
    public async Task Open_RealmWithAFolder_HasItsKeysAndEverybodyElseTheCommonOnes()
    {
        var (common, north) = (Folder("common"), Folder("north"));
        common.Create();
        north.Create();
        north.Create();
        var keys = Open("file", "Realms:north:Folder=FOLDER/north");
        Assert.Equal([1, 2], await keys.VersionsAsync("north", Cancelled));
        foreach (var other in new[] { "south", "North", "", SealedCohortPack.Realm })
            Assert.Equal([1], await keys.VersionsAsync(other, Cancelled));
        using var own = await keys.FindAsync("north", 1, Cancelled);
        using var shared = await keys.FindAsync("south", 1, Cancelled);
        Assert.NotEqual(shared!.Export(), own!.Export());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private FileMasterKeys Folder(string name) => new(Path.Combine(_folder.FullName, name));

    private IMasterKeyProvider Open(string provider, string settings) => KeySettings.Open(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(
        settings.Replace("FOLDER", _folder.FullName, StringComparison.Ordinal).Split('|')
            .Select(setting => setting.Split('=', 2))
            .Select(setting => KeyValuePair.Create($"Mote:Keys:{setting[0]}", (string?)setting[1])))
    {
        ["Mote:Keys:Provider"] = provider,
        ["Mote:Keys:Folder"] = Path.Combine(_folder.FullName, "common"),
    }).Build());
}
