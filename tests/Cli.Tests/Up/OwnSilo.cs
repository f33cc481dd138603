using System.Text.Json;
using Mote.Cli.Output;
using Mote.Portraits.People;
using Mote.Portraits.Photos;

namespace Mote.Cli.Tests.Up;

/// <summary>A silo of somebody's own on the demo models, with one person enrolled: its folders, and the key to it.</summary>
internal sealed class OwnSilo : IDisposable
{
    public const string Somebody = "somebody";

    // A person and a population that no other test draws.
    private static readonly byte[] Photo = PortraitStudio.Take(Person.Of(9, 1), 0).Jpeg;

    private readonly TemporaryFolder _folder = new();

    public OwnSilo()
    {
        Directory.CreateDirectory(Home);
        File.WriteAllBytes(PhotoFile, Photo);
    }

    public string this[string name] => _folder[name];

    public string Data => _folder["data"];

    /// <summary>The home of who runs it.</summary>
    public string Home => _folder["home"];

    public string Key { get; private set; } = "";

    /// <summary>Where it said that its master keys are.</summary>
    public string Keys { get; private set; } = "";

    private string PhotoFile => _folder["somebody.jpg"];

    /// <summary>Starts it the first time, enrols a person, and stops it.</summary>
    public async Task<JsonElement> Enrol(params string[] options)
    {
        await using var silo = MoteProcess.Start(At(Home), ["up", "--json", "--data", Data, "--urls", "http://127.0.0.1:0", .. options]);
        var started = await silo.Document();
        (Key, Keys) = (started.GetProperty("newKey").GetString()!, started.GetProperty("keys").GetString()!);
        var enrolled = await Client(started, "enroll", Somebody, PhotoFile);
        Assert.True(enrolled.ExitCode == ExitCode.Done, enrolled.Errors);
        await silo.Stop();
        return started;
    }

    /// <summary>Starts it once more, sees that the key is known and the person too, and stops it.</summary>
    /// <returns>What it said to people.</returns>
    public Task<string> Knows(string key, params string[] options) => Knows(key, _ => Task.CompletedTask, options);

    /// <summary>The same, and sees that a key of before is known no longer.</summary>
    public Task<string> KnowsInPlaceOf(string former, string key, params string[] options) => Knows(key, async address =>
    {
        var refused = await Verify(former, address);
        Assert.Equal(ExitCode.Failed, refused.ExitCode);
        Assert.Contains("API key", refused.Errors, StringComparison.Ordinal);
    }, options);

    /// <summary>Runs a command as who has another home.</summary>
    public static Task<MoteProcess.Finished> Run(string home, params string[] arguments) => MoteProcess.Run(At(home), arguments);

    /// <summary>Starts a silo that must not start: no key is printed, and nobody is answered.</summary>
    public static async Task<string> Refused(string home, string data, params string[] options)
    {
        var refused = await Run(home, ["up", "--json", "--data", data, "--urls", "http://127.0.0.1:0", .. options]);
        Assert.NotEqual(ExitCode.Done, refused.ExitCode);
        Assert.Equal(refused.Errors.TrimEnd().Split('\n')[^1], refused.Json.GetProperty("message").GetString());
        Assert.DoesNotContain("mote_", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", refused.Errors, StringComparison.Ordinal);
        return refused.Errors;
    }

    /// <summary>Makes of it what an earlier version left: keys beside the state, and the hash of the operator's key under none.</summary>
    public void MakeOld()
    {
        Directory.Move(Keys, Path.Combine(Data, "keys"));
        Directory.Delete(Path.Combine(Data, "keys", "console"), recursive: true);
        File.Delete(Path.Combine(Data, "store-id"));
        File.Delete(Path.Combine(Data, "api-key.hmac"));
        File.WriteAllText(Path.Combine(Data, "api-key.sha256"), Hash(Key));
    }

    public static string Hash(string key) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)));

    /// <summary>A copy of the data folder, with its rights.</summary>
    public string Copy(string name)
    {
        var copy = _folder[name];
        using var cp = System.Diagnostics.Process.Start("cp", ["-a", Data, copy]);
        cp.WaitForExit();
        return copy;
    }

    public void Dispose() => _folder.Dispose();

    private static (string, string?)[] At(string home) => [("HOME", home)];

    private async Task<string> Knows(string key, Func<string, Task> seesToo, string[] options)
    {
        await using var silo = MoteProcess.Start(At(Home), ["up", "--json", "--data", Data, "--urls", "http://127.0.0.1:0", .. options]);
        var started = await silo.Document();
        Assert.Equal(JsonValueKind.Null, started.GetProperty("newKey").ValueKind);
        var address = started.GetProperty("address").GetString()!;
        var verified = await Verify(key, address);
        Assert.True(verified.ExitCode == ExitCode.Done, verified.Errors);
        await seesToo(address);
        return (await silo.Stop()).Errors;
    }

    private Task<MoteProcess.Finished> Verify(string key, string address) => MoteProcess.Run([("MOTE_API_KEY", key)], "verify", Somebody, PhotoFile, "--address", address);

    private Task<MoteProcess.Finished> Client(JsonElement started, params string[] arguments) =>
        MoteProcess.Run([("MOTE_API_KEY", Key)], [.. arguments, "--address", started.GetProperty("address").GetString()!]);
}
