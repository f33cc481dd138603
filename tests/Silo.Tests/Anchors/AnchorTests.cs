using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Audit;
using Mote.Silo.Audit.Anchors;
using Mote.Silo.Hosting;

namespace Mote.Silo.Tests.Anchors;

/// <summary>Heads are noted in a file and at an address, and neither holds anything up.</summary>
public sealed class AnchorTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mote-anchors-");
    private readonly ConcurrentQueue<string> _failures = new();

    private string FilePath => Path.Combine(_folder.FullName, "anchors.txt");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task File_FirstThenEverySoMany_HasALineEachAndTheLastOnceItStops()
    {
        var watch = Watch(new AnchorFile(FilePath), new AnchorOptions { EveryEntries = 10 });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var run = watch.Run(stop.Token);
        watch.See(Head(1));
        await Until(() => Lines() is [_]);
        foreach (var sequence in Enumerable.Range(2, 9))
            watch.See(Head(sequence));
        watch.See(Head(11));
        await Until(() => Lines() is [_, _]);
        watch.See(Head(13));
        await stop.CancelAsync();
        await run;
        await watch.NoteRest(Cancelled);
        Assert.Equal([1, 11, 13], Lines().Select(line => int.Parse(line.Split(':')[^2], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(Lines(), line => Assert.EndsWith($":{new string('0', 64)}", line, StringComparison.Ordinal));
        Assert.StartsWith("2026-01-02T03:04:05Z site silo:1:", Lines()[0], StringComparison.Ordinal);
        Assert.Empty(_failures);
    }

    [Fact]
    public async Task File_HalfALineLeftByAKill_StaysByItself()
    {
        await File.WriteAllTextAsync(FilePath, "2026-01-02T03:04:05Z si", Cancelled);
        await new AnchorFile(FilePath).Note(Head(1), Cancelled);
        Assert.Equal(["2026-01-02T03:04:05Z si", Head(1).Line.TrimEnd('\n')], Lines());
    }

    [Fact]
    public async Task File_ThatCannotBeWritten_IsSaidAndHoldsNothingUp()
    {
        var watch = Watch(new AnchorFile(Path.Combine(_folder.FullName, "gone", "anchors.txt")), new AnchorOptions());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var run = watch.Run(stop.Token);
        watch.See(Head(1));
        await Until(() => !_failures.IsEmpty);
        watch.See(Head(2));
        await stop.CancelAsync();
        await run;
    }

    [Fact]
    public async Task Webhook_AnsweringLate_GetsTheHeadAndIsAskedAtMostThreeTimes()
    {
        var bodies = new ConcurrentQueue<JsonElement>();
        var answers = new ConcurrentQueue<int>([503, 200, 500, 500, 500, 403]);
        await using var server = await Server(async context =>
        {
            bodies.Enqueue(await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body, cancellationToken: Cancelled));
            context.Response.StatusCode = answers.TryDequeue(out var status) ? status : 200;
        });
        using var http = new HttpClient();
        var place = new AnchorWebhook(new Uri(server.Urls.First().Replace("//", "//user:secret@", StringComparison.Ordinal) + "/hook?token=secret"), http, TimeProvider.System);
        Assert.DoesNotContain("secret", place.Name, StringComparison.Ordinal);
        await place.Note(Head(7), Cancelled);
        Assert.Equal(2, bodies.Count);
        Assert.True(bodies.TryPeek(out var body));
        Assert.Equal(("site", "silo", 7, Head(7).Note.ToString()), (body.GetProperty("realm").GetString(), body.GetProperty("writer").GetString(), body.GetProperty("sequence").GetInt32(), body.GetProperty("note").GetString()));

        var refusal = await Assert.ThrowsAsync<IOException>(() => place.Note(Head(8), Cancelled));
        Assert.Equal((5, "It answered 500."), (bodies.Count, refusal.Message));
        // What is refused is not asked again.
        Assert.Equal("It answered 403.", (await Assert.ThrowsAsync<IOException>(() => place.Note(Head(9), Cancelled))).Message);
        Assert.Equal(6, bodies.Count);
    }

    [Fact]
    public async Task Webhook_NobodyThere_SaysSoWithoutTheAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var http = new HttpClient();
        var failure = await Assert.ThrowsAsync<IOException>(() => new AnchorWebhook(new Uri($"http://127.0.0.1:{port}/secret"), http, TimeProvider.System).Note(Head(1), Cancelled));
        Assert.Equal(("It does not answer.", null), (failure.Message, failure.InnerException));
    }

    [Fact]
    public void Options_Wrong_SayWhatToGive()
    {
        var data = _folder.CreateSubdirectory("data");
        var inner = data.CreateSubdirectory("inner");
        var link = Path.Combine(_folder.FullName, "link");
        Directory.CreateSymbolicLink(link, inner.FullName);
        var storage = new StorageSettings();
        storage.Sqlite.Path = Path.Combine(data.FullName, "mote.db");
        var validator = new AnchorOptionsValidator(Options.Create(storage));
        Wrong("give its whole path", new AnchorOptions { File = "anchors.txt" });
        Wrong("within the folder of the store", new AnchorOptions { File = Path.Combine(data.FullName, "anchors.txt") });
        Wrong("within the folder of the store", new AnchorOptions { File = Path.Combine(inner.FullName, "anchors.txt") });
        Wrong("within the folder of the store", new AnchorOptions { File = Path.Combine(link, "anchors.txt") });
        Wrong("make it, or mount it", new AnchorOptions { File = Path.Combine(_folder.FullName, "none", "anchors.txt") });
        Wrong("that is a folder", new AnchorOptions { File = _folder.FullName });
        Wrong("no https address", new AnchorOptions { Webhook = new Uri("http://example.org/hook") });
        Wrong("no https address", new AnchorOptions { Webhook = new Uri("/hook", UriKind.Relative) });
        Wrong("no https address", new AnchorOptions { Webhook = new Uri("file:///hook") });
        Assert.True(validator.Validate(null, new AnchorOptions { File = Path.Combine(_folder.FullName, "data-not.txt"), Webhook = new Uri("https://example.org/hook") }).Succeeded);
        Assert.True(validator.Validate(null, new AnchorOptions { Webhook = new Uri("http://127.0.0.1:5/hook") }).Succeeded);

        void Wrong(string expected, AnchorOptions options) => Assert.Contains(expected, validator.Validate(null, options).FailureMessage, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static NotedHead Head(int sequence) => new(new AuditWriterKey("site", "silo"), sequence, new byte[32], new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    private AnchorWatch Watch(IAnchorPlace place, AnchorOptions options) => new(place, options, TimeProvider.System, (name, _) => _failures.Enqueue(name));

    private string[] Lines() => File.Exists(FilePath) ? File.ReadAllLines(FilePath) : [];

    private static async Task<WebApplication> Server(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(Cancelled);
        return app;
    }

    private static async Task Until(Func<bool> isSo)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        deadline.CancelAfter(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!isSo())
            await tick.WaitForNextTickAsync(deadline.Token);
    }
}
