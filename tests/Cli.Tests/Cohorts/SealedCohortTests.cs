using System.Runtime.InteropServices;
using Mote.Cli.Output;
using Mote.Recognition.Cohorts;
using Mote.Recognition.Packs;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Mote.Silo.Keys;

namespace Mote.Cli.Tests.Cohorts;

/// <summary><c>mote cohort seal</c>, <c>open</c> and <c>move</c>, on the pack of people who do not exist that comes with Mote.</summary>
public sealed class SealedCohortTests : IDisposable
{
    private static readonly string Demo = Path.Combine((string)AppContext.GetData("Mote.Repository")!, "models", "mote-demo.cohort");

    private readonly TemporaryFolder _folder = new();

    private string Pack => _folder["my.pack"];

    [Fact]
    public async Task SealOpenMove_KeepEveryByteOfThePack()
    {
        var plain = Copied();
        var hash = CohortPack.Parse(plain).Hash;
        var sealing = await At("one", "cohort", "seal", Pack, "--json");
        Assert.True(sealing.ExitCode == ExitCode.Done, sealing.Errors);
        // The first key is made, and said.
        Assert.Contains($"its first master key is in {_folder["one-keys"]}", sealing.Errors, StringComparison.Ordinal);
        Assert.Equal((hash, 1), (sealing.Json.GetProperty("hash").GetString(), sealing.Json.GetProperty("masterKeyVersion").GetInt32()));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Pack));
        ShowsNobody(plain, File.ReadAllBytes(Pack));
        Assert.Equal(["my.pack"], Directory.GetFiles(_folder.Root).Select(Path.GetFileName));

        var moving = await At("one", "cohort", "move", Pack, "--out", _folder["moved.pack"], "--to-data", _folder["two"], "--to-keys", _folder["two-keys"]);
        Assert.True(moving.ExitCode == ExitCode.Done, moving.Errors);
        ShowsNobody(plain, File.ReadAllBytes(_folder["moved.pack"]));

        foreach (var (pack, service, other) in new[] { (Pack, "one", "two"), (_folder["moved.pack"], "two", "one") })
        {
            var refused = await At(other, "cohort", "open", pack, "--out", _folder["stolen.pack"]);
            Assert.Equal(ExitCode.Failed, refused.ExitCode);
            Assert.Contains("not sealed under this master key version 1, but under another service's", refused.Errors, StringComparison.Ordinal);
            Assert.False(File.Exists(_folder["stolen.pack"]));

            var opening = await At(service, "cohort", "open", pack, "--out", _folder[$"{service}.open"]);
            Assert.True(opening.ExitCode == ExitCode.Done, opening.Errors);
            Assert.Contains("It lies open", opening.Output, StringComparison.Ordinal);
            Assert.Equal(plain, File.ReadAllBytes(_folder[$"{service}.open"]));
        }
    }

    [Fact]
    public async Task Seal_AfterANewKey_BringsThePackUnderItAndTheOldOneIsNotMissed()
    {
        var plain = Copied();
        Assert.Equal(ExitCode.Done, (await At("one", "cohort", "seal", Pack)).ExitCode);
        new FileMasterKeys(_folder["one-keys"]).Create();
        var again = await At("one", "cohort", "seal", Pack);
        Assert.True(again.ExitCode == ExitCode.Done, again.Errors);
        Assert.Contains("under master key version 2", again.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("lay open", again.Output, StringComparison.Ordinal);

        File.Delete(Path.Combine(_folder["one-keys"], "master-1.key"));
        Assert.Equal(ExitCode.Done, (await At("one", "cohort", "open", Pack, "--out", _folder["open.pack"])).ExitCode);
        Assert.Equal(plain, File.ReadAllBytes(_folder["open.pack"]));
    }

    /// <summary>The keys of a silo that is not run by 'mote up'.</summary>
    [Fact]
    public async Task Seal_KeysOfTheEnvironment_AreTaken()
    {
        var plain = Copied();
        var secret = Convert.ToBase64String(Enumerable.Repeat((byte)7, MasterKey.Bytes).ToArray());
        (string, string?)[] environment = [("Mote__Keys__Provider", "environment"), ("Mote__Keys__Prefix", "OURS_"), ("OURS_3", secret)];
        var sealing = await MoteProcess.Run(environment, "cohort", "seal", Pack);
        Assert.True(sealing.ExitCode == ExitCode.Done, sealing.Errors);
        using var master = new MasterKey(3, Convert.FromBase64String(secret));
        Assert.Equal(plain, SealedCohortPack.Parse(File.ReadAllBytes(Pack)).Open(master).ToBytes().ToArray());

        var none = await MoteProcess.Run([("Mote__Keys__Provider", "environment"), ("Mote__Keys__Prefix", "THEIRS_")], "cohort", "open", Pack, "--out", _folder["open.pack"]);
        Assert.Equal(ExitCode.Failed, none.ExitCode);
        Assert.Contains("THEIRS_1", none.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongUse_IsSaid()
    {
        Copied();
        await Says("There is no cohort pack", "one", "cohort", "seal", _folder["none.pack"]);
        await Says("is not sealed", "one", "cohort", "open", Pack, "--out", _folder["open.pack"]);
        await Says("lies open: 'mote cohort seal'", "one", "cohort", "move", Pack, "--out", _folder["open.pack"]);
        Assert.Equal(ExitCode.Done, (await At("one", "cohort", "seal", Pack)).ExitCode);
        await Says("--to-data names", "one", "cohort", "move", Pack, "--out", _folder["open.pack"]);
        await Says("is there already", "one", "cohort", "open", Pack, "--out", Pack);
        await Says("There is no store", "nowhere", "cohort", "open", Pack, "--out", _folder["open.pack"]);

        async Task Says(string words, string service, params string[] arguments)
        {
            var refused = await At(service, arguments);
            Assert.Equal(ExitCode.Usage, refused.ExitCode);
            Assert.Contains(words, refused.Errors, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>No embedding lies in the file, nor four values of one in a row.</summary>
    private static void ShowsNobody(byte[] plain, byte[] file)
    {
        var embeddings = CohortPack.Parse(plain).Cohort.Calibration.Embeddings;
        Assert.All(Enumerable.Range(0, embeddings.Count), row =>
        {
            var some = MemoryMarshal.AsBytes(embeddings[row][..4]);
            Assert.True(plain.AsSpan().IndexOf(some) >= 0 && file.AsSpan().IndexOf(some) < 0);
        });
    }

    /// <summary>Runs a command with the keys of one of several services.</summary>
    private Task<MoteProcess.Finished> At(string service, params string[] arguments) =>
        MoteProcess.Run([.. arguments, "--data", _folder[service], "--keys", _folder[$"{service}-keys"]]);

    private byte[] Copied()
    {
        File.Copy(Demo, Pack);
        return File.ReadAllBytes(Pack);
    }
}
