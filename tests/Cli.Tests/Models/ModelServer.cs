using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mote.Cli.Tests.Models;

/// <summary>A real web server on loopback that gives a file in the ways a test has chosen, one after another, and notes which part was asked for.</summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = [];

    private ModelServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            Ranges.Enqueue(context.Request.Headers.Range.ToString());
            await (_answers.TryDequeue(out var answer) ? answer(context) : throw new InvalidOperationException("No answer is left."));
        });
    }

    /// <summary>The Range header of each request; empty where there was none.</summary>
    public ConcurrentQueue<string> Ranges { get; } = [];

    public Uri Address => new($"{_app.Urls.First()}/model.onnx");

    public static async Task<ModelServer> Start()
    {
        var server = new ModelServer();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Gives the whole file, or the part asked for.</summary>
    public ModelServer Gives(byte[] file) => Answers(context => Results.Bytes(file, enableRangeProcessing: true).ExecuteAsync(context));

    /// <summary>Gives the whole file, whatever is asked for.</summary>
    public ModelServer GivesWhole(byte[] file) => Answers(context => Results.Bytes(file).ExecuteAsync(context));

    /// <summary>Promises the whole file and ends the connection after so many bytes.</summary>
    public ModelServer Cuts(byte[] file, int after) => Answers(async context =>
    {
        context.Response.ContentLength = file.Length;
        // Fewer bytes than promised: the server sends them and closes the connection.
        await context.Response.Body.WriteAsync(file.AsMemory(0, after));
    });

    /// <summary>Gives the file without saying how long it is.</summary>
    public ModelServer GivesUncounted(byte[] file) => Answers(async context =>
    {
        await context.Response.StartAsync();
        await context.Response.Body.WriteAsync(file);
    });

    public ModelServer Says(int status, string? location = null) => Answers(context =>
    {
        context.Response.StatusCode = status;
        if (location is not null)
            context.Response.Headers.Location = location;
        return Task.CompletedTask;
    });

    public ModelServer Answers(Func<HttpContext, Task> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
