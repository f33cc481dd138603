using System.IO.Compression;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Mote.Golden.Tests.Golden;
using Mote.Tests;

namespace Mote.Golden.Tests.Credentials;

/// <summary>Makes such a store, once: API keys of every kind and one that is revoked, realms of which one is gone, keys of sessions, a job that has ended.</summary>
internal static class CredentialMaking
{
    public static async Task<int> Run(string version)
    {
        var made = new CredentialStore(version);
        if (Directory.Exists(made.Folder))
        {
            Console.Error.WriteLine($"'{made.Folder}' is there already: golden stores are made once, and stay as they are. Name another version.");
            return 1;
        }

        made.MakeKey();
        var folder = Directory.CreateTempSubdirectory("mote-golden-credentials-");
        try
        {
            await Make(made, folder.FullName, CancellationToken.None);
            return 0;
        }
        catch
        {
            // Half a version is none.
            Directory.Delete(made.Folder, recursive: true);
            throw;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task Make(CredentialStore golden, string folder, CancellationToken stop)
    {
        const string Service = CredentialStore.Service, Chief = CredentialStore.Chief;
        var (plan, place) = await golden.Open(folder, stop);
        SortedDictionary<string, string> secrets = new(StringComparer.Ordinal);
        SortedDictionary<string, JsonNode> answers;
        string[] sessions;
        await using (var silo = await TestSilo.Start(plan, stop))
        {
            await Key(new JsonObject { ["name"] = "plain" });
            await Key(new JsonObject
            {
                ["name"] = "door",
                ["scopes"] = new JsonArray("verify", "people"),
                ["doors"] = new JsonArray("north", "south"),
                ["expires"] = "2400-01-01T00:00:00Z",
                ["targetFalseMatchRate"] = 1e-4,
            });
            await Key(new JsonObject { ["name"] = "auditor", ["role"] = "auditor" });
            await Key(new JsonObject { ["name"] = "former", ["role"] = "operator" });
            await CredentialStore.Delete(silo, Chief, "/v1/api-keys/former", stop);

            await Realm(new JsonObject { ["name"] = "branch", ["targetFalseMatchRate"] = 1e-4, ["mostFalseMatchRate"] = 1e-3, ["policy"] = "balanced", ["administrator"] = "head" });
            await Realm(new JsonObject { ["name"] = "closed" });
            await CredentialStore.Delete(silo, Service, "/v1/realms/closed", stop);

            await CredentialStore.Post(silo, Chief, "/v1/re-enrolment-requests", new JsonObject { ["enrolledBefore"] = "2020-01-31" }, stop);
            CredentialStore.Sessions(silo).GetAllElements();
            CredentialStore.Sessions(silo).StoreElement(new XElement("key", new XAttribute("id", Guid.NewGuid()), "of a session"), "key");
            (answers, sessions) = (await CredentialStore.Ask(silo, secrets, stop), CredentialStore.SessionKeys(silo));

            async Task Key(JsonObject key) => Keep(key, await CredentialStore.Post(silo, Chief, "/v1/api-keys", key, stop));

            async Task Realm(JsonObject realm) => Keep(realm, (await CredentialStore.Post(silo, Service, "/v1/realms", realm, stop))["administrator"]!);

            void Keep(JsonObject asked, JsonNode made) => secrets[(string)asked["name"]!] = (string)made["secret"]!;
        }

        await using (var archive = await ZipFile.OpenAsync(golden.StoreFile, ZipArchiveMode.Create, stop))
            await place.Pack(archive, stop);
        golden.Save(new CredentialAnswers(TimeProvider.System.GetUtcNow(), Manifest.Hash(golden.StoreFile), secrets, answers, sessions));
    }
}
