using Mote.Cli.Output;
using Mote.Silo.Keys;

namespace Mote.Cli.Tests.Keys;

public sealed class KeysCommandTests(LiveSilo live) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Rotate_NewKey_BringsEverybodyUnderItAndSaysWhatCanBeDestroyed()
    {
        var photo = live.Own;
        await using var silo = await live.Up("rotated");
        var started = await silo.Document();
        var (data, keys) = (started.GetProperty("data").GetString()!, started.GetProperty("keys").GetString()!);
        var enrolled = await Mote("enroll", "al", photo);
        Assert.True(enrolled.ExitCode == ExitCode.Done, enrolled.Errors);

        var made = await MoteProcess.Run("keys", "new", "--data", data);
        Assert.True(made.ExitCode == ExitCode.Done, made.Errors);
        Assert.Contains(Path.Combine(keys, "master-2.key"), made.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(File.ReadAllText(Path.Combine(keys, "master-2.key")).Trim(), made.Output, StringComparison.Ordinal);
        // The identity, its shard of the roster, of the audit trail a segment and the head, and the cohort pack.
        Assert.Contains("version 1: 5 records need it, the cohort pack among them", (await Mote("keys", "list")).Output, StringComparison.Ordinal);

        var rotated = await Mote("keys", "rotate");
        Assert.True(rotated.ExitCode == ExitCode.Done, rotated.Errors);
        Assert.DoesNotContain("destroy version 1", rotated.Output, StringComparison.Ordinal);
        Assert.Contains("The cohort pack needs version 1 still: 'mote cohort seal PACK'", rotated.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("can be destroyed", (await Mote("keys", "list")).Output, StringComparison.Ordinal);

        var resealed = await MoteProcess.Run("cohort", "seal", await live.CohortOf("rotated"), "--data", data);
        Assert.True(resealed.ExitCode == ExitCode.Done, resealed.Errors);
        Assert.Contains("destroy version 1", (await Mote("keys", "rotate")).Output, StringComparison.Ordinal);
        var listed = await Mote("keys", "list", "--json");
        var records = listed.Json.EnumerateArray().ToDictionary(version => version.GetProperty("version").GetInt32(), version => version.GetProperty("records").GetInt32());
        Assert.Equal([1, 2], records.Keys);
        Assert.Equal(0, records[1]);
        // The trail has written of both rotations since.
        Assert.InRange(records[2], 5, 7);

        File.Delete(Path.Combine(keys, "master-1.key"));
        Assert.Equal(ExitCode.Done, (await Mote("verify", "al", photo)).ExitCode);

        // The operator's key does not go with the master key that it was first kept under.
        await silo.Stop();
        await using var restarted = await live.Up("rotated");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await restarted.Document()).GetProperty("newKey").ValueKind);

        Task<MoteProcess.Finished> Mote(params string[] arguments) => MoteProcess.Run(
            [("MOTE_API_KEY", started.GetProperty("newKey").GetString()!)], [.. arguments, "--address", started.GetProperty("address").GetString()!]);
    }

    [Fact]
    public async Task New_FolderThatOthersMayWrite_FailsAndSaysHowToMend()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        Directory.CreateDirectory(_folder["keys"]);
        File.SetUnixFileMode(_folder["keys"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherWrite);
        var refused = await MoteProcess.Run("keys", "new", "--folder", _folder["keys"]);
        Assert.Equal(ExitCode.Failed, refused.ExitCode);
        Assert.Contains("chmod 700", refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BackUpAndSeal_OfAFolder_AreTold()
    {
        var keys = new FileMasterKeys(_folder["keys"]);
        var key = File.ReadAllText(keys.Create("none").File).Trim();
        var copied = await MoteProcess.Run("keys", "back-up", "--folder", _folder["keys"], "--to", _folder["copies"], "--json");
        Assert.True(copied.ExitCode == ExitCode.Done, copied.Errors);
        var copy = Assert.Single(copied.Json.GetProperty("files").EnumerateArray()).GetString()!;
        Assert.Equal(key, File.ReadAllText(copy).Trim());
        Assert.DoesNotContain(key, copied.Output + copied.Errors, StringComparison.Ordinal);

        var sealedBy = await MoteProcess.Run("keys", "seal", "--folder", _folder["keys"], "--with", OperatingSystem.IsMacOS() ? "dpapi" : "keychain");
        Assert.Equal(ExitCode.Failed, sealedBy.ExitCode);
        Assert.Contains("which this system does not have", sealedBy.Errors, StringComparison.Ordinal);
        Assert.Equal(key, File.ReadAllText(keys.Files()[0]).Trim());
        var unknown = await MoteProcess.Run("keys", "new", "--folder", _folder["keys"], "--seal", "wax");
        Assert.Equal(ExitCode.Usage, unknown.ExitCode);
        Assert.Single(keys.Files());
    }

    public void Dispose() => _folder.Dispose();
}
