using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mote.Silo.Tests.Telemetry;

/// <summary>A collector that keeps all it is sent, as bytes: whatever stands in them, stands in them in the clear.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, string? Credential, string Body)> _sent = [];

    private Collector(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <summary>All that was sent to an address of it.</summary>
    public string Sent(string path) => string.Concat(_sent.Where(sent => sent.Path == path).Select(sent => sent.Body));

    /// <summary>With what credentials.</summary>
    public IEnumerable<string?> Credentials => _sent.Select(sent => sent.Credential).Distinct();

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new Collector(builder.Build());
        collector._app.Run(collector.Keep);
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Keep(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _sent.Enqueue((context.Request.Path, context.Request.Headers["X-Collector"], Encoding.UTF8.GetString(body.ToArray())));
    }
}
