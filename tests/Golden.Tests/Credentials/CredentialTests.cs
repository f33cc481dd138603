using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mote.Golden.Tests.Golden;
using Mote.Tests;

namespace Mote.Golden.Tests.Credentials;

/// <summary>Keys that an earlier version made open what they opened, and those that it revoked nothing.</summary>
public sealed class CredentialTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-golden-credentials-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(CredentialStore.Versions), MemberType = typeof(CredentialStore))]
    public async Task Store_IsAnsweredAsBefore_AndGoesOn(string version)
    {
        var golden = new CredentialStore(version);
        var before = golden.Answers;
        Assert.Equal(before.Store, Manifest.Hash(golden.StoreFile));
        var (plan, _) = await golden.Open(_folder.FullName, Cancelled);
        plan = plan with { Services = services => services.AddSingleton<TimeProvider>(new ClockFrom(before.Made)) };
        await using (var silo = await TestSilo.Start(plan, Cancelled))
        {
            await Same(silo, before.Secrets);
            Assert.Equal(before.SessionKeys, CredentialStore.SessionKeys(silo));

            // What is written over it is there after a restart, and what was left alone is as it was.
            await CredentialStore.Delete(silo, CredentialStore.Chief, "/v1/api-keys/plain", Cancelled);
            await CredentialStore.Post(silo, CredentialStore.Chief, "/v1/api-keys", new JsonObject { ["name"] = "plain" }, Cancelled);
        }

        await using (var again = await TestSilo.Start(plan, Cancelled))
        {
            var answers = await CredentialStore.Ask(again, before.Secrets, Cancelled);
            Assert.Equal(401, (int)answers["plain /v1/identities"]);
            Assert.Equal(before.SessionKeys, CredentialStore.SessionKeys(again));
            Assert.All(answers.Where(answer => !answer.Key.StartsWith("plain ", StringComparison.Ordinal) && !answer.Key.EndsWith("/v1/api-keys", StringComparison.Ordinal)), answer => Equal(before.Answers[answer.Key], answer));
        }

        async Task Same(TestSilo silo, IReadOnlyDictionary<string, string> secrets)
        {
            var answers = await CredentialStore.Ask(silo, secrets, Cancelled);
            Assert.Equal(before.Answers.Keys, answers.Keys);
            Assert.All(answers, answer => Equal(before.Answers[answer.Key], answer));
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Equal(JsonNode before, KeyValuePair<string, JsonNode> answer) =>
        Assert.Equal([], Agreement.Differences(before, answer.Value, answer.Key));
}
