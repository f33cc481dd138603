using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mote.Client.Tests;

/// <summary>A real web server on loopback that gives the answers a test has chosen, one after another, and notes what it was asked.</summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    public const string Key = "a-key-that-must-not-be-logged";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Func<HttpContext, Task>> _answers = [];
    private readonly ServiceProvider _services;

    private AnsweringServer(Action<MoteClientOptions>? configure, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            Doors.Enqueue(context.Request.Headers["Mote-Door"]);
            Requests.Enqueue((context.Request.Method, context.Request.Path + context.Request.QueryString.Value, context.Request.Headers["Idempotency-Key"], body.ToArray()));
            await (_answers.TryDequeue(out var answer) ? answer(context) : throw new InvalidOperationException("No answer is left."));
        });
        _app.StartAsync().GetAwaiter().GetResult();
        _services = new ServiceCollection()
            .AddSingleton(time)
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddMoteClient(options =>
            {
                (options.Address, options.ApiKey) = (new Uri(_app.Urls.First()), Key);
                configure?.Invoke(options);
            })
            .BuildServiceProvider();
    }

    public ConcurrentQueue<(string Method, string Path, string? Key, byte[] Body)> Requests { get; } = [];

    /// <summary>What each request named as its door.</summary>
    public ConcurrentQueue<string?> Doors { get; } = [];

    public CapturedLog Log { get; } = new();

    public Uri Address => new(_app.Urls.First());

    public MoteClient Client => _services.GetRequiredService<MoteClient>();

    public static AnsweringServer Start(Action<MoteClientOptions>? configure = null, TimeProvider? time = null) => new(configure, time ?? TimeProvider.System);

    public AnsweringServer Answers(int status, string json, string type = "application/json", int? retryAfter = null) => Answers(async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        if (retryAfter is not null)
            context.Response.Headers.RetryAfter = $"{retryAfter}";
        await context.Response.WriteAsync(json);
    });

    public AnsweringServer Answers(Func<HttpContext, Task> answer)
    {
        _answers.Enqueue(answer);
        return this;
    }

    public AnsweringServer Problem(int status, string code, int? retryAfter = null) => Answers(
        status, $$"""{"type":"urn:mote:problem:{{code}}","title":"t","status":{{status}},"detail":"what to do","code":"{{code}}","measured":1.5,"bound":2}""", "application/problem+json", retryAfter);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _app.DisposeAsync();
    }

    internal sealed class CapturedLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
