using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Mote.Grains.Audit;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Silo.Tests.Anchors;

/// <summary>A backup brings back whoever was erased since: where a silo notes elsewhere what it wrote, nobody is verified in an older store.</summary>
public sealed class PutBackStoreTests : IDisposable
{
    private const string Key = "key-of-an-operator", Elsewhere = "key-of-another";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-put-back-");
    private readonly DirectoryInfo _outside = Directory.CreateTempSubdirectory("mote-outside-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Anchors => Path.Combine(_outside.FullName, "anchors.txt");

    private SiloPlan Plan => new(_folder.FullName)
    {
        Callers = [new(Key, "operator", "site") { Role = "administrator" }, new(Elsewhere, "operator", "other") { Role = "administrator" }],
        Settings = [new("Mote:Certificate:MostFalseNonMatchRate", "1"), new("Mote:Audit:Anchors:File", Anchors), new("Mote:Audit:Writer", "silo")],
    };

    [Fact]
    public async Task Verify_StoreWasPutBack_IsRefusedUntilSomebodySaysThatItMay()
    {
        await With(async (here, there) =>
        {
            await Enrol(here, "ada", 0);
            await Enrol(there, "grace", 1);
        });
        var backup = Path.Combine(_outside.FullName, "backup.db");
        BackUp(Plan.Database, backup);
        // What was written since the backup, the erasure among it, is noted outside; nothing elsewhere.
        await With(async (here, there) =>
        {
            Assert.Equal(HttpStatusCode.OK, await Verify(here, "ada", 0));
            (await here.DeleteAsync("/v1/identities/ada", Cancelled)).EnsureSuccessStatusCode();
        });

        PutBack(backup, Plan.Database);
        for (var start = 0; start < 2; start++)
        {
            await With(async (here, there) =>
            {
                using var refused = await Asked(here, "ada", 0);
                Assert.Equal(ProblemCode.StorePutBack, (await refused.Content.ReadFromJsonAsync<Problem>(Cancelled))!.Code);
                // What an operator needs to mend it is answered, which goes on with the trail: it stays closed for that.
                (await here.GetAsync("/v1/identities/ada", Cancelled)).EnsureSuccessStatusCode();
                (await here.GetAsync("/v1/audit", Cancelled)).EnsureSuccessStatusCode();
                await Enrol(here, $"late-{start}", 2 + start);
                // Of the other realm nothing was written since.
                Assert.Equal(HttpStatusCode.OK, await Verify(there, "grace", 1));
                if (start == 1)
                    (await here.DeleteAsync("/v1/identities/ada", Cancelled)).EnsureSuccessStatusCode();
                Assert.Contains("a realm is closed", await here.GetStringAsync("/health/ready", Cancelled), StringComparison.Ordinal);
            });
        }

        await File.AppendAllTextAsync(Anchors, $"\n{new AnchorLine(TimeProvider.System.GetUtcNow(), "site", null)}\n", Cancelled);
        await With(async (here, there) => Assert.Equal(
            (HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.OK), (await Verify(here, "ada", 0), await Verify(here, "late-0", 2), await Verify(there, "grace", 1))));
    }

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _outside.Delete(recursive: true);
    }

    private async Task With(Func<HttpClient, HttpClient, Task> ask)
    {
        await using var silo = await TestSilo.Start(Plan, Cancelled);
        using var here = silo.Caller(Key);
        using var there = silo.Caller(Elsewhere);
        await ask(here, there);
    }

    private static async Task Enrol(HttpClient caller, string subject, int person) =>
        (await caller.PutAsync($"/v1/identities/{subject}", Photo(person), Cancelled)).EnsureSuccessStatusCode();

    private static async Task<HttpStatusCode> Verify(HttpClient caller, string subject, int person)
    {
        using var answer = await Asked(caller, subject, person);
        return answer.StatusCode;
    }

    private static Task<HttpResponseMessage> Asked(HttpClient caller, string subject, int person) => caller.PostAsync($"/v1/identities/{subject}/verify", Photo(person), Cancelled);

    private static ByteArrayContent Photo(int person) => new(DemoPeople.Photo(person, 0)) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };

    private static void BackUp(string from, string to)
    {
        using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Pooling = false }.ToString());
        using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
        source.Open();
        copy.Open();
        source.BackupDatabase(copy);
    }

    private static void PutBack(string backup, string database)
    {
        foreach (var file in new[] { database, $"{database}-wal", $"{database}-shm" })
            File.Delete(file);
        File.Copy(backup, database);
    }
}
