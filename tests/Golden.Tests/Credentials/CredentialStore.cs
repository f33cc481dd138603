using System.IO.Compression;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Mote.Golden.Tests.Golden;
using Mote.Golden.Tests.Places;
using Mote.Golden.Tests.Silos;
using Mote.Recognition.Protection.Keys;
using Mote.Service.Sessions;
using Mote.Silo.Keys;
using Mote.Tests;

namespace Mote.Golden.Tests.Credentials;

/// <summary>What a version stored that is nobody's: API keys, realms that were made while it ran, keys of sessions, a job of re-enrolment requests.</summary>
/// <param name="version">The version.</param>
internal sealed class CredentialStore(string version)
{
    /// <summary>Whoever opens realms.</summary>
    public const string Service = "key-of-the-service";

    /// <summary>The administrator of the configured realm.</summary>
    public const string Chief = "key-of-the-chief";

    private const UnixFileMode OwnerFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true, NewLine = "\n" };

    /// <summary>Where all versions lie.</summary>
    public static string Root { get; } = Path.Combine(Path.GetDirectoryName(GoldenVersion.Root)!, "Credentials", "Versions");

    /// <summary>The versions there are.</summary>
    public static TheoryData<string> Versions() => [.. Directory.EnumerateDirectories(Root).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>Where this one lies.</summary>
    public string Folder { get; } = Path.Combine(Root, version);

    public string StoreFile => Path.Combine(Folder, "sqlite.zip");

    private string KeyFile => Path.Combine(Folder, "master-1.key");

    private string AnswersFile => Path.Combine(Folder, "answers.json");

    public CredentialAnswers Answers => JsonSerializer.Deserialize<CredentialAnswers>(File.ReadAllBytes(AnswersFile), Readable)!;

    /// <summary>Keeps the first master key that a store is made under.</summary>
    public void MakeKey()
    {
        Directory.CreateDirectory(Folder);
        using var key = MasterKey.Generate(1);
        File.WriteAllText(KeyFile, key.Export() + "\n");
    }

    public void Save(CredentialAnswers answers) => File.WriteAllText(AnswersFile, JsonSerializer.Serialize(answers, Readable) + "\n");

    /// <summary>What a silo on this store in a folder is made of.</summary>
    public async Task<(SiloPlan Plan, StorePlace Place)> Open(string folder, CancellationToken stop)
    {
        foreach (var own in new[] { "store", "keys" })
        {
            var path = Path.Combine(folder, own);
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, OwnerFolder);
        }

        var place = StorePlace.Of("sqlite", Path.Combine(folder, "store"), null);
        var key = Path.Combine(folder, "keys", "master-1.key");
        File.Copy(KeyFile, key);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        if (File.Exists(StoreFile))
        {
            await using var archive = await ZipFile.OpenReadAsync(StoreFile, stop);
            await place.Unpack(archive, stop);
        }

        return (new SiloPlan(folder) { Callers = [new(Chief, "chief", Realm.Site) { Role = "administrator" }], Settings = place.Settings }.With(
            ("Mote:ServiceKeys:0:Name", "provider"),
            ("Mote:ServiceKeys:0:Sha256", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Service)))),
            ("Mote:Edge:MostRefused", "1000")), place);
    }

    /// <summary>What a silo answers: of each key that is known what it opens, and what is kept.</summary>
    public static async Task<SortedDictionary<string, JsonNode>> Ask(TestSilo silo, IReadOnlyDictionary<string, string> secrets, CancellationToken stop)
    {
        var answers = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var (name, key, route) in new[] { ("chief", Chief, "/v1/api-keys"), ("chief", Chief, "/v1/re-enrolment-requests"), ("service", Service, "/v1/realms") }
            .Concat(secrets.SelectMany(secret => new[] { (secret.Key, secret.Value, "/v1/identities"), (secret.Key, secret.Value, "/v1/api-keys"), (secret.Key, secret.Value, "/v1/audit/check") })))
        {
            using var caller = silo.Caller(key);
            using var answer = await caller.GetAsync(route, stop);
            // Of a check and of a refusal that it is one: what they say besides is another each time.
            answers[$"{name} {route}"] = answer.IsSuccessStatusCode && route != "/v1/audit/check"
                ? JsonNode.Parse(await answer.Content.ReadAsStringAsync(stop))!
                : JsonValue.Create((int)answer.StatusCode);
        }

        return answers;
    }

    /// <summary>The keys of sessions that a silo has.</summary>
    public static string[] SessionKeys(TestSilo silo) =>
        [.. Sessions(silo).GetAllElements().Select(element => element.ToString(SaveOptions.DisableFormatting))];

    public static StoredSessionKeys Sessions(TestSilo silo) => (StoredSessionKeys)silo.Services.GetService(typeof(StoredSessionKeys))!;

    /// <summary>Posts JSON, and wants it done.</summary>
    public static async Task<JsonNode> Post(TestSilo silo, string key, string route, JsonNode body, CancellationToken stop)
    {
        using var caller = silo.Caller(key);
        using var content = new StringContent(body.ToJsonString(), MediaTypeHeaderValue.Parse("application/json"));
        using var answer = await caller.PostAsync(route, content, stop);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(stop))!;
    }

    /// <summary>Deletes, and wants it done.</summary>
    public static async Task Delete(TestSilo silo, string key, string route, CancellationToken stop)
    {
        using var caller = silo.Caller(key);
        using var answer = await caller.DeleteAsync(route, stop);
        answer.EnsureSuccessStatusCode();
    }
}
