using System.Net;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Mote.Protocol;
using Mote.Silo.Keys;
using Mote.Tests;

namespace Mote.Silo.Tests.Keys;

/// <summary>Over HTTP and in the SQLite file itself.</summary>
public sealed class KeyEndpointsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-rotation-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder.FullName, "mote.db");

    [Fact]
    public async Task Rotation_NewKeyFile_ThenTheOldFileDestroyed_EverybodyAnswers()
    {
        await With(async (silo, http) =>
        {
            await Enrol(http, "ada");
            await Enrol(http, "bob");
            var keys = TwoRealms.Plan(_folder.FullName).Keys;
            new FileMasterKeys(keys).Create();

            using var started = await http.PostAsync("/v1/keys/rotation", null, Cancelled);
            Assert.Equal(HttpStatusCode.Accepted, started.StatusCode);
            KeyRotation? rotation;
            do
                rotation = await http.GetFromJsonAsync("/v1/keys/rotation", ProtocolJson.Default.KeyRotation, Cancelled);
            while (rotation!.State == KeyRotationState.Running);
            Assert.Equal((2, KeyRotationState.Complete, 2), (rotation.MasterKeyVersion, rotation.State, rotation.Done));

            var versions = await http.GetFromJsonAsync("/v1/keys", ProtocolJson.Default.IReadOnlyListMasterKeyVersion, Cancelled);
            Assert.Equal(new MasterKeyVersion(1, true, false, 1) { IsOfCohort = true }, versions![0]);
            // Brought under the current key like the records.
            TwoRealms.Plan(_folder.FullName);
            versions = await http.GetFromJsonAsync("/v1/keys", ProtocolJson.Default.IReadOnlyListMasterKeyVersion, Cancelled);
            Assert.Equal(new MasterKeyVersion(1, true, false, 0), versions![0]);
            Assert.True(versions[1].IsOfCohort);
            Assert.Equal((2, true, true), (versions[1].Version, versions[1].IsProvided, versions[1].IsCurrent));
            File.Delete(Path.Combine(keys, "master-1.key"));
        });

        await With(async (_, http) =>
        {
            await Matches(http, "ada");
            await Matches(http, "bob");
        });
    }

    [Fact]
    public async Task Keys_CallerWhoIsNoOperator_IsForbidden() => await With(async (silo, _) =>
    {
        using var door = TwoRealms.Caller(silo, TwoRealms.DoorKey);
        await Refused(HttpStatusCode.Forbidden, ProblemCode.Forbidden, door.GetAsync("/v1/keys", Cancelled));
        await Refused(HttpStatusCode.Forbidden, ProblemCode.Forbidden, door.PostAsync("/v1/keys/rotation", null, Cancelled));
        using var nobody = TwoRealms.Caller(silo, null);
        await Refused(HttpStatusCode.Unauthorized, ProblemCode.Unauthenticated, nobody.GetAsync("/v1/keys", Cancelled));
    });

    [Fact]
    public async Task Verify_OldRowPutBackIntoSqlite_IsRolledBackByName()
    {
        await With((_, http) => Enrol(http, "ada"));
        var old = await Sql("SELECT envelope FROM state WHERE name = 'identity'");
        await With(async (_, http) => Assert.Null(await TwoRealms.Outcome(
            http, http.PostAsync("/v1/identities/ada/re-enrol", TwoRealms.Form(TwoRealms.Photo(), ("recipe", "single-unit")), Cancelled))));
        await Sql("UPDATE state SET envelope = $old WHERE name = 'identity'", old);
        await With((_, http) => Refused(HttpStatusCode.InternalServerError, ProblemCode.StateRolledBack, Verify(http, "ada")));
    }

    [Fact]
    public async Task Verify_KeyFileExchangedOrGone_IsRefusedByName()
    {
        await With((_, http) => Enrol(http, "ada"));
        var file = Path.Combine(TwoRealms.Plan(_folder.FullName).Keys, "master-1.key");
        var right = await File.ReadAllTextAsync(file, Cancelled);
        await File.WriteAllTextAsync(file, Convert.ToBase64String(new byte[32]), Cancelled);
        await With((_, http) => Refused(HttpStatusCode.InternalServerError, ProblemCode.KeyWrong, Verify(http, "ada")));

        new FileMasterKeys(TwoRealms.Plan(_folder.FullName).Keys).Create();
        await File.WriteAllTextAsync(file, "garbage", Cancelled);
        await With(async (_, http) =>
        {
            // Where it was looked for is nothing for whoever asks.
            using var answer = await Verify(http, "ada");
            var told = await TwoRealms.ProblemOf(answer);
            Assert.Equal((HttpStatusCode.ServiceUnavailable, ProblemCode.KeyUnavailable), (answer.StatusCode, told.Code));
            Assert.DoesNotContain(_folder.Name, told.Detail, StringComparison.Ordinal);
        });

        File.Move(file, file + ".away");
        await With(async (_, http) =>
        {
            await Refused(HttpStatusCode.InternalServerError, ProblemCode.KeyMissing, Verify(http, "ada"));
            // Mended while it runs.
            await File.WriteAllTextAsync(file + ".away", right, Cancelled);
            File.Move(file + ".away", file);
            await Matches(http, "ada");
        });
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private async Task With(Func<TestSilo, HttpClient, Task> act)
    {
        await using var silo = await TestSilo.Start(TwoRealms.Plan(_folder.FullName), Cancelled);
        using var http = TwoRealms.Caller(silo);
        await act(silo, http);
    }

    private async Task<object?> Sql(string text, object? old = null)
    {
        await using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
        command.CommandText = text;
        if (old is not null)
            command.Parameters.AddWithValue("$old", old);
        return await command.ExecuteScalarAsync(Cancelled);
    }

    private static async Task Enrol(HttpClient http, string subject)
    {
        Assert.Null(await TwoRealms.Outcome(http, http.PutAsync($"/v1/identities/{subject}", TwoRealms.Form(TwoRealms.Photo(), ("recipe", "single-unit")), Cancelled)));
    }

    private static Task<HttpResponseMessage> Verify(HttpClient http, string subject) =>
        http.PostAsync($"/v1/identities/{subject}/verify", TwoRealms.Form(TwoRealms.Photo()), Cancelled);

    private static async Task Matches(HttpClient http, string subject)
    {
        using var answer = await Verify(http, subject);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancelled));
        Assert.True((await answer.Content.ReadFromJsonAsync(ProtocolJson.Default.Verification, Cancelled))!.IsMatch);
    }

    private static async Task Refused(HttpStatusCode status, string code, Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        Assert.Equal((status, code), (answer.StatusCode, (await TwoRealms.ProblemOf(answer)).Code));
    }
}
