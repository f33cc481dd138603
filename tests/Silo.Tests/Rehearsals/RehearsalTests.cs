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
        await using var app = Build();
        await app.StartAsync(Cancelled);
        using var operators = RunningSilo.Caller(app);
        var realm = app.Services.GetRequiredService<RehearsalRealm>();

        await Rehearsed(app);
        using (var former = RunningSilo.Caller(app, realm.Key))
            Assert.Equal(HttpStatusCode.Unauthorized, (await former.GetAsync("/v1/identities", Cancelled)).StatusCode);
        // What the trail holds is that somebody reads it.
        Assert.All((await operators.GetFromJsonAsync("/v1/audit", ProtocolJson.Default.AuditPage, Cancelled))!.Entries, entry => Assert.Equal(AuditKind.AuditRead, entry.Kind));
        Assert.Empty((await operators.GetFromJsonAsync("/v1/identities", ProtocolJson.Default.IdentityPage, Cancelled))!.Subjects);
        Assert.False(app.Services.GetRequiredService<RehearsalPhoto>().IsShown);
        await app.StopAsync(Cancelled);

        foreach (var file in Directory.GetFiles(_folder.FullName))
            Assert.Equal(-1, (await File.ReadAllBytesAsync(file, Cancelled)).AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(realm.Name)));
    }

    [Fact]
    public async Task Ready_BeforeTheRehearsal_SaysWhyNotWhileTheSiloIsAlive()
    {
        var held = new HeldVerifications(turnedAway: 0);
        await using var app = Build(held);
        var starting = app.StartAsync(Cancelled);
        await Until(() => held.Arrived > 0);
        using var http = RunningSilo.Caller(app, null);

        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/live", Cancelled)).StatusCode);
        var ready = await http.GetAsync("/health/ready", Cancelled);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Contains("has not verified anybody yet", await ready.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.False(starting.IsCompleted);

        held.LetGo();
        await starting;
        await Rehearsed(app);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready", Cancelled)).StatusCode);
        await app.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Rehearsal_Failed_IsTriedAgainUntilItSucceeds()
    {
        var held = new HeldVerifications(turnedAway: 1);
        held.LetGo();
        await using var app = Build(held);
        await app.StartAsync(Cancelled);

        await Rehearsed(app);
        Assert.True(held.Arrived > 1);
        using var http = RunningSilo.Caller(app, null);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health/ready", Cancelled)).StatusCode);
        await app.StopAsync(Cancelled);
    }

    [Fact]
    public async Task Start_StoppedDuringTheRehearsal_StopsAtOnce()
    {
        var held = new HeldVerifications(turnedAway: 0);
        await using var app = Build(held);
        var starting = app.StartAsync(Cancelled);
        await Until(() => held.Arrived > 0);

        await app.Services.GetRequiredService<RehearsalRun>().StoppingAsync(Cancelled);
        await starting.WaitAsync(Patience, Cancelled);
        await app.StopAsync(Cancelled).WaitAsync(Patience, Cancelled);
    }

    [Fact]
    public async Task Start_SomeHostNamesOnlyAreServed_Rehearses()
    {
        await using var app = Build(null, ("AllowedHosts", "*.door.example;door.example"));
        await app.StartAsync(Cancelled);

        await Rehearsed(app);
        await app.StopAsync(Cancelled);
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
    private static Task Rehearsed(WebApplication app) => Until(() => app.Services.GetRequiredService<RehearsalRun>().Fault is null);

    private static async Task Until(Func<bool> holds)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        deadline.CancelAfter(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!holds())
            await tick.WaitForNextTickAsync(deadline.Token);
    }

    private WebApplication Build(HeldVerifications? held = null, params (string Key, string Value)[] settings)
    {
        var all = RunningSilo.DemoSettings(Database);
        foreach (var (key, value) in settings)
            all[key] = value;
        return RunningSilo.Build(all, "Demo", services =>
        {
            if (held is not null)
                services.AddSingleton<IStartupFilter>(held);
        });
    }
}
