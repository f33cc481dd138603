using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Mote.Grains.Embedding;
using Mote.Portraits.People;
using Mote.Portraits.Photos;
using Mote.Protocol;
using Mote.Silo.Rehearsals;
using Mote.Tests;
using Person = Mote.Portraits.People.Person;

namespace Mote.Silo.Tests.Rehearsals;

/// <summary>A silo tries itself before it says that it is ready, and nothing is left of it.</summary>
public sealed class RehearsalTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-rehearsal-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Database => Path.Combine(_folder.FullName, "mote.db");

    [Fact]
    public async Task Start_Rehearsed_LeavesNothingBehind()
    {
        await using var silo = Build();
        await silo.Start(Cancelled);
        using var operators = TwoRealms.Caller(silo);
        var realm = silo.Services.GetRequiredService<RehearsalRealm>();

        await Rehearsed(silo);
        using (var former = TwoRealms.Caller(silo, realm.Key))
            Assert.Equal(HttpStatusCode.Unauthorized, (await former.GetAsync("/v1/identities", Cancelled)).StatusCode);
        // What the trail holds is that somebody reads it, and that this key was tried, which is nobody's.
        Assert.All((await operators.GetFromJsonAsync("/v1/audit", ProtocolJson.Default.AuditPage, Cancelled))!.Entries, entry => Assert.Contains(entry.Kind, new[] { AuditKind.AuditRead, AuditKind.CredentialsRefused }));
        Assert.Empty((await operators.GetFromJsonAsync("/v1/identities", ProtocolJson.Default.IdentityPage, Cancelled))!.Subjects);
        Assert.False(silo.Services.GetRequiredService<RehearsalPhoto>().IsShown);
        await silo.Stop(Cancelled);

        foreach (var file in Directory.GetFiles(_folder.FullName))
            Assert.Equal(-1, (await File.ReadAllBytesAsync(file, Cancelled)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(realm.Name)));
    }

    [Fact]
    public async Task Ready_BeforeTheRehearsal_SaysWhyNotWhileTheSiloIsAlive()
    {
        var held = new HeldVerifications(turnedAway: 0);
        await using var silo = Build(held);
        var starting = silo.Start(Cancelled);
        await Until(() => held.Arrived > 0);
        using var http = TwoRealms.Caller(silo, null);

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live", Cancelled)).StatusCode);
        var ready = await http.GetAsync("/health/ready", Cancelled);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("has not verified anybody yet", await ready.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.False(starting.IsCompleted);

        held.LetGo();
        await starting;
        await Rehearsed(silo);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready", Cancelled)).StatusCode);
        await silo.Stop(Cancelled);
    }

    [Fact]
    public async Task Rehearsal_Failed_IsTriedAgainUntilItSucceeds()
    {
        var held = new HeldVerifications(turnedAway: 1);
        held.LetGo();
        await using var silo = Build(held);
        await silo.Start(Cancelled);

        await Rehearsed(silo);
        Assert.True(held.Arrived > 1);
        using var http = TwoRealms.Caller(silo, null);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready", Cancelled)).StatusCode);
        await silo.Stop(Cancelled);
    }

    [Fact]
    public async Task Start_StoppedDuringTheRehearsal_StopsAtOnce()
    {
        var held = new HeldVerifications(turnedAway: 0);
        await using var silo = Build(held);
        var starting = silo.Start(Cancelled);
        await Until(() => held.Arrived > 0);

        await silo.Services.GetRequiredService<RehearsalRun>().StoppingAsync(Cancelled);
        await starting.WaitAsync(Patience, Cancelled);
        await silo.Stop(Cancelled).WaitAsync(Patience, Cancelled);
    }

    [Fact]
    public async Task Start_SomeHostNamesOnlyAreServed_Rehearses()
    {
        await using var silo = Build(null, ("AllowedHosts", "*.door.example;door.example"));
        await silo.Start(Cancelled);

        await Rehearsed(silo);
        await silo.Stop(Cancelled);
    }

    [Fact]
    public void Photo_IsOfSomebodyWhoDoesNotExist()
    {
        var drawn = PortraitStudio.Take(Person.Of(Populations.Rehearsal, 24), 0).Landmarks;
        foreach (var i in Enumerable.Range(0, 5))
            Assert.InRange(Math.Abs(RehearsalPhoto.Landmarks[i].X - drawn[i].X) + Math.Abs(RehearsalPhoto.Landmarks[i].Y - drawn[i].Y), 0, 0.2);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    // A start waits for it, and on a machine that is busy beyond measure goes on without.
    private static Task Rehearsed(TestSilo silo) => Until(() => silo.Services.GetRequiredService<RehearsalRun>().Fault is null);

    private static async Task Until(Func<bool> holds)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        deadline.CancelAfter(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!holds())
            await tick.WaitForNextTickAsync(deadline.Token);
    }

    private TestSilo Build(HeldVerifications? held = null, params (string Key, string? Value)[] settings) => TestSilo.Of(TwoRealms.Plan(_folder.FullName).With(settings) with
    {
        Services = services =>
        {
            if (held is not null)
                services.AddSingleton<IStartupFilter>(held);
        },
    });
}
