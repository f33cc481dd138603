using System.Net.Http.Headers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Mailbox;
using Mote.Tests;
using Orleans.Metadata;

namespace Mote.Silo.Tests.Rehearsals;

/// <summary>Whoever comes first after a start need not wait until he is opened.</summary>
public sealed class OpenedPeopleTests : IDisposable
{
    private const string Key = "key-of-a-reception";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-opened-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private SiloPlan Plan => new(_folder.FullName)
    {
        Callers = [new(Key, "reception", "site"), new("key-elsewhere", "reception", "other")],
        Settings = [new("Mote:Certificate:MostFalseNonMatchRate", "1")],
    };

    [Fact]
    public async Task Start_OpensPeople_BeforeAnybodyAsks()
    {
        await using (var before = await TestSilo.Start(Plan, Cancelled))
        {
            using var caller = before.Caller(Key);
            for (var person = 0; person < 3; person++)
                (await caller.PutAsync($"/v1/identities/person-{person}", Photo(person), Cancelled)).EnsureSuccessStatusCode();
        }

        await using var silo = await TestSilo.Start(Plan, Cancelled);
        Assert.Equal(["site/person-0", "site/person-1", "site/person-2"], await Opened(silo));
    }

    /// <summary>Those whose record is refused are told so when somebody asks for them; the others are opened.</summary>
    [Fact]
    public async Task Start_RecordOfOneIsDamaged_OpensTheOthers()
    {
        await using (var before = await TestSilo.Start(Plan, Cancelled))
        {
            using var caller = before.Caller(Key);
            for (var person = 0; person < 2; person++)
                (await caller.PutAsync($"/v1/identities/person-{person}", Photo(person), Cancelled)).EnsureSuccessStatusCode();
        }

        Damage("site/person-0");
        await using var silo = await TestSilo.Start(Plan, Cancelled);
        Assert.Contains("site/person-1", await Opened(silo));
        using var door = silo.Caller(Key);
        using var refused = await door.PostAsync("/v1/identities/person-0/verify", Photo(0), Cancelled);
        Assert.False(refused.IsSuccessStatusCode);
        using var verified = await door.PostAsync("/v1/identities/person-1/verify", Photo(1), Cancelled);
        Assert.True(verified.IsSuccessStatusCode);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<string[]> Opened(TestSilo silo)
    {
        var type = silo.Services.GetRequiredService<GrainTypeResolver>().GetGrainType(typeof(IdentityGrain));
        var active = await silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics(null, null, Cancelled);
        return [.. active.Where(grain => grain.GrainId.Type == type && grain.GrainId.Key.ToString()!.StartsWith("site/", StringComparison.Ordinal)).Select(grain => grain.GrainId.Key.ToString()!).Order(StringComparer.Ordinal)];
    }

    private void Damage(string person)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Plan.Database, Pooling = false }.ToString());
        connection.Open();
        using var damage = connection.CreateCommand();
        damage.CommandText = "UPDATE state SET envelope = CAST(substr(envelope, 1, length(envelope) - 8) AS BLOB) WHERE CAST(grain_key AS TEXT) = $person";
        damage.Parameters.AddWithValue("$person", person);
        Assert.Equal(1, damage.ExecuteNonQuery());
    }

    private static ByteArrayContent Photo(int person) => new(DemoPeople.Photo(person, 0)) { Headers = { ContentType = new MediaTypeHeaderValue("image/jpeg") } };
}
