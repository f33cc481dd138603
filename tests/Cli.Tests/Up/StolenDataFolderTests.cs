using Mote.Cli.Output;
using Mote.Ownership;

namespace Mote.Cli.Tests.Up;

/// <summary>Whoever has the data folder alone has nothing.</summary>
public sealed class StolenDataFolderTests : IDisposable
{
    private readonly OwnSilo _silo = new();

    [Fact]
    [Trait("Takes", "long")]
    public async Task Up_CopiedDataFolder_StartsNothingAndShowsNoKeyWhateverIsTakenOutOfIt()
    {
        var started = await _silo.Enrol();
        Assert.StartsWith(Path.Combine(_silo.Home, ".local", "share", "mote", "keys"), _silo.Keys, StringComparison.Ordinal);
        Assert.False(RealPath.IsWithin(_silo.Keys, _silo.Data));
        Assert.Contains("Back this up", started.GetProperty("backUp").GetString(), StringComparison.Ordinal);
        Assert.Contains(Path.Combine(_silo.Keys, "master-1.key"), started.GetProperty("backUp").GetString(), StringComparison.Ordinal);
        Assert.Null(OwnersAlone.RefusalOfSecretFolder(_silo.Keys) ?? OwnersAlone.RefusalOfSecret(Path.Combine(_silo.Keys, "master-1.key")));
        Assert.DoesNotContain(
            File.ReadAllText(Path.Combine(_silo.Keys, "master-1.key")).Trim(),
            string.Concat(Directory.GetFiles(_silo.Data, "*", SearchOption.AllDirectories).Select(file => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(file)))),
            StringComparison.Ordinal);

        // The thief has a home, and master keys of his own.
        var home = Directory.CreateDirectory(_silo["thief"]).FullName;
        var keys = Path.Combine(home, "foreign");
        Assert.Equal(ExitCode.Done, (await OwnSilo.Run(home, "keys", "new", "--folder", keys)).ExitCode);
        var copies = 0;
        foreach (var gone in Directory.GetFileSystemEntries(_silo.Data).Select(Path.GetFileName).Prepend(null))
        {
            foreach (var options in new string[][] { [], ["--keys", keys] })
            {
                var copy = _silo.Copy($"copy-{++copies}");
                if (gone is not null && Directory.Exists(Path.Combine(copy, gone)))
                    Directory.Delete(Path.Combine(copy, gone), recursive: true);
                else if (gone is not null)
                    File.Delete(Path.Combine(copy, gone));
                var said = await OwnSilo.Refused(home, copy, options);
                Assert.Contains("key", said, StringComparison.Ordinal);
                if (options.Length == 0)
                    continue;
                var made = await OwnSilo.Run(home, ["keys", "operator", "--json", "--data", copy, .. options]);
                Assert.Equal(ExitCode.Failed, made.ExitCode);
                // By the store's own code or none: what matters is that no key is shown.
                Assert.DoesNotContain("mote_", made.Output, StringComparison.Ordinal);
            }
        }

        // Keys of an earlier version's kind, planted with a hash of his own.
        var planted = _silo.Copy("planted");
        File.Delete(Path.Combine(planted, "api-key.hmac"));
        File.Delete(Path.Combine(planted, "store-id"));
        Directory.Move(keys, Path.Combine(planted, "keys"));
        File.WriteAllText(Path.Combine(planted, "api-key.sha256"), OwnSilo.Hash("mote_of-the-thief"));
        await OwnSilo.Refused(home, planted);

        // What it all lacked is the key, and nothing else.
        Assert.DoesNotContain("mote keys move", await _silo.Knows(_silo.Key), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Takes", "long")]
    public async Task Up_OperatorsKeyReplacedByWhoCanOnlyWriteThere_IsRefusedAndMadeAnewWithTheMasterKey()
    {
        await _silo.Enrol("--keys", _silo["elsewhere"]);
        Assert.Equal(_silo["elsewhere"], _silo.Keys);
        string[] keys = ["--keys", _silo["elsewhere"]];
        var (file, genuine) = (Path.Combine(_silo.Data, "api-key.hmac"), File.ReadAllText(Path.Combine(_silo.Data, "api-key.hmac")));
        foreach (var forged in new[] { "", OwnSilo.Hash("mote_mine"), genuine.Replace(OwnSilo.Hash(_silo.Key), OwnSilo.Hash("mote_mine"), StringComparison.Ordinal), genuine.Replace("1 ", "2 ", StringComparison.Ordinal) })
        {
            File.WriteAllText(file, forged);
            Assert.Contains("mote keys operator", await OwnSilo.Refused(_silo.Home, _silo.Data, keys), StringComparison.Ordinal);
        }

        File.Delete(file);
        File.WriteAllText(Path.Combine(_silo.Data, "api-key.sha256"), OwnSilo.Hash("mote_mine"));
        Assert.Contains("mote keys operator", await OwnSilo.Refused(_silo.Home, _silo.Data, keys), StringComparison.Ordinal);

        var made = await OwnSilo.Run(_silo.Home, ["keys", "operator", "--json", "--data", _silo.Data, .. keys]);
        Assert.True(made.ExitCode == ExitCode.Done, made.Errors);
        await _silo.KnowsInPlaceOf(_silo.Key, made.Json.GetProperty("newKey").GetString()!, keys);

        // What was genuine once is of this store, too: it is why a stolen key is followed by a new master key.
        File.WriteAllText(file, genuine);
        await _silo.Knows(_silo.Key, keys);
    }

    public void Dispose() => _silo.Dispose();
}
