using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mote.Ownership;
using Mote.Protocol;
using Mote.Silo.Keys;
using Mote.Tests;
using Orleans;
using Orleans.Runtime;

namespace Mote.Silo.Tests.Keys;

/// <summary>One silo, two realms, of which the second has a folder of master keys of its own.</summary>
public sealed class RealmKeysTests : IDisposable
{
    private const string Own = "other";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-realm-keys-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string OwnFolder => Path.Combine(_folder.FullName, "own");

    private string OwnKey(int version = 1) => Path.Combine(OwnFolder, $"master-{version}.key");

    private string CommonFile => Path.Combine(TwoRealms.Plan(_folder.FullName).Keys, "master-1.key");

    [Fact]
    public async Task Verify_AnotherFolderInItsPlace_IsRefusedAndTheOtherRealmIsServed()
    {
        MakeOwnKey();
        await With(async (_, one, other) =>
        {
            await Enrol(one, "ada");
            await Enrol(other, "bob");
        });

        // The common folder in the place of the realm's own.
        var kept = await File.ReadAllTextAsync(OwnKey(), Cancelled);
        await File.WriteAllTextAsync(OwnKey(), await File.ReadAllTextAsync(CommonFile, Cancelled), Cancelled);
        await With(async (_, one, other) =>
        {
            await Matches(one, "ada");
            await Refused(HttpStatusCode.InternalServerError, ProblemCode.KeyWrong, other, "bob");
        });

        // The common keys again, for want of the realm's own setting.
        await With(async (_, one, other) =>
        {
            await Matches(one, "ada");
            await Refused(HttpStatusCode.InternalServerError, ProblemCode.KeyWrong, other, "bob");
        }, ($"Mote:Keys:Realms:{Own}:Folder", null));

        await File.WriteAllTextAsync(OwnKey(), kept, Cancelled);
        await With((_, _, other) => Matches(other, "bob"));
    }

    [Fact]
    public async Task Start_KeyOfOneRealmMissing_ServesTheOtherAndSaysSo()
    {
        MakeOwnKey();
        await With(async (_, one, other) =>
        {
            await Enrol(one, "ada");
            await Enrol(other, "bob");
        });

        File.Move(OwnKey(), OwnKey() + ".away");
        await With(async (silo, one, other) =>
        {
            await Matches(one, "ada");
            await Refused(HttpStatusCode.InternalServerError, ProblemCode.KeyMissing, other, "bob");
            var (status, text) = await Ready(silo);
            Assert.Equal(HttpStatusCode.OK, status);
            Assert.Contains("Degraded\nkeys: a realm has no master key, and only the others are served", text, StringComparison.Ordinal);
            // Anybody may ask, and who the customers are is nobody's affair.
            Assert.DoesNotContain(Own, text.Replace("others", "", StringComparison.Ordinal), StringComparison.Ordinal);

            // Mended while it runs.
            File.Move(OwnKey() + ".away", OwnKey());
            await Matches(other, "bob");
            Assert.Equal((HttpStatusCode.OK, "Healthy"), await Ready(silo));
        });
    }

    [Fact]
    public async Task Start_NoRealmHasItsKey_IsRefusedWithWhatMendsEach()
    {
        var plan = Plan().With(("Mote:Cohort", DemoCohort.File));
        var common = CommonFile;
        File.Delete(common);
        await using var silo = TestSilo.Of(plan);
        var failure = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => silo.Start(Cancelled));
        foreach (var folder in new[] { Path.GetDirectoryName(common), OwnFolder })
            Assert.Contains($"mote keys new --folder {folder}", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>A realm's keys lie on a disk that does not answer: a pipe that nobody writes to.</summary>
    [Fact]
    public async Task Verify_DiskOfOneRealmDoesNotAnswer_IsRefusedInTimeAndTheOtherRealmIsServed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs a file that opens only once somebody writes to it.");
        MakeOwnKey();
        await With(async (silo, one, other) =>
        {
            await Enrol(one, "ada");
            await Enrol(other, "bob");
            var key = await File.ReadAllTextAsync(OwnKey(), Cancelled);
            File.Delete(OwnKey());
            using (var made = Process.Start("mkfifo", ["--mode=600", OwnKey()]))
                await made.WaitForExitAsync(Cancelled);

            // From memory as long as what was read may serve, and then not.
            using var deadline = new CancellationTokenSource(Patience);
            var management = silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0);
            Task<HttpResponseMessage> asked;
            do
            {
                // Whose model-template is open already needs no key.
                await management.ForceActivationCollection(TimeSpan.Zero);
                asked = Verify(other, "bob");
                while (!asked.IsCompleted)
                    await Matches(one, "ada");
            }
            while ((await asked).IsSuccessStatusCode && !deadline.IsCancellationRequested);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, ProblemCode.KeyUnavailable), ((await asked).StatusCode, (await TwoRealms.ProblemOf(await asked)).Code));
            while (!(await Ready(silo)).Text.StartsWith("Degraded", StringComparison.Ordinal))
                await Matches(one, "ada");

            await using (var disk = new StreamWriter(new FileStream(OwnKey(), FileMode.Open, FileAccess.Write)))
            {
                OwnFile.Write(OwnKey(), key, replaces: true);
                await disk.WriteAsync(key);
            }

            // Refused at once, until what was asked of the disk has come.
            do
                asked = Verify(other, "bob");
            while ((await asked).StatusCode == HttpStatusCode.ServiceUnavailable && !deadline.IsCancellationRequested);
            Assert.Equal(HttpStatusCode.OK, (await asked).StatusCode);
        }, ("Mote:Keys:KeptSeconds", "2"));
    }

    /// <summary>A realm leaves the common keys for its own: a copy of the common one is its first.</summary>
    [Fact]
    public async Task Rotation_RealmThatGetsAFolderOfItsOwn_NeedsTheCommonKeysNoMore()
    {
        await With((_, _, other) => Enrol(other, "bob"), ($"Mote:Keys:Realms:{Own}:Folder", null));

        OwnFile.MakeFolder(OwnFolder);
        OwnFile.Write(OwnKey(), await File.ReadAllTextAsync(CommonFile, Cancelled));
        await With(async (_, _, other) =>
        {
            await Matches(other, "bob");
            // As 'mote keys new --folder' makes it.
            new FileMasterKeys(OwnFolder).Create();
            using (var started = await other.PostAsync("/v1/keys/rotation", null, Cancelled))
                Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
            KeyRotation? rotation;
            do
                rotation = await other.GetFromJsonAsync("/v1/keys/rotation", ProtocolJson.Default.KeyRotation, Cancelled);
            while (rotation!.State == KeyRotationState.Running);
            Assert.Equal((2, KeyRotationState.Complete, 1), (rotation.MasterKeyVersion, rotation.State, rotation.Done));
        });

        File.Delete(OwnKey());
        await With((_, _, other) => Matches(other, "bob"));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private void MakeOwnKey() => new FileMasterKeys(OwnFolder).Create();

    private SiloPlan Plan() => TwoRealms.Plan(_folder.FullName).With(($"Mote:Keys:Realms:{Own}:Folder", OwnFolder));

    private async Task With(Func<TestSilo, HttpClient, HttpClient, Task> act, params (string Key, string? Value)[] settings)
    {
        await using var silo = await TestSilo.Start(Plan().With(settings), Cancelled);
        using var one = TwoRealms.Caller(silo);
        using var other = TwoRealms.Caller(silo, TwoRealms.OtherKey);
        await act(silo, one, other);
    }

    private static async Task Enrol(HttpClient http, string subject) =>
        Assert.Null(await TwoRealms.Outcome(http, http.PutAsync($"/v1/identities/{subject}", TwoRealms.Form(TwoRealms.Photo(), ("recipe", "single-unit")), Cancelled)));

    private static Task<HttpResponseMessage> Verify(HttpClient http, string subject) =>
        http.PostAsync($"/v1/identities/{subject}/verify", TwoRealms.Form(TwoRealms.Photo()), Cancelled);

    private static async Task Matches(HttpClient http, string subject)
    {
        using var answer = await Verify(http, subject);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True((await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled))!.IsMatch);
    }

    private static async Task Refused(HttpStatusCode status, string code, HttpClient http, string subject)
    {
        using var answer = await Verify(http, subject);
        Assert.Equal((status, code), (answer.StatusCode, (await TwoRealms.ProblemOf(answer)).Code));
    }

    private static async Task<(HttpStatusCode Status, string Text)> Ready(TestSilo silo)
    {
        using var http = TwoRealms.Caller(silo, null);
        using var answer = await http.GetAsync("/health/ready", Cancelled);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
    }
}
