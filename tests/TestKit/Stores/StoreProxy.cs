using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Mote.Tests;

/// <summary>Stands before a real store, on loopback, and has it fail as it is told: what comes through is the store's own.</summary>
public sealed class StoreProxy : IAsyncDisposable
{
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(5);

    // Of one connection, and of Kestrel's own making.
    private static readonly string[] Own = ["Connection", "Keep-Alive", "Transfer-Encoding", "Host", "Date", "Server"];

    private readonly HttpClient _store;
    private readonly WebApplication _app;
    private volatile StoreFault _fault;

    private StoreProxy(int to)
    {
        _store = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{to}"),
        };
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        _app = builder.Build();
        _app.Run(Answer);
    }

    /// <summary>What is wrong with it.</summary>
    public StoreFault Fault
    {
        get => _fault;
        set => _fault = value;
    }

    /// <summary>Where it listens.</summary>
    public int Port => new Uri(_app.Urls.First()).Port;

    /// <summary>Starts one that lets everything through.</summary>
    /// <param name="to">The store's port.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<StoreProxy> Start(int to, CancellationToken cancellationToken)
    {
        var proxy = new StoreProxy(to);
        await proxy._app.StartAsync(cancellationToken);
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _store.Dispose();
    }

    private async Task Answer(HttpContext context)
    {
        try
        {
            await (_fault switch
            {
                StoreFault.Stopped => Abort(context),
                StoreFault.Failing => Refuse(context, 500, "InternalError"),
                StoreFault.Conflicting => Refuse(context, 409, "AccountBeingCreated"),
                StoreFault.Full when !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method) && !HttpMethods.IsDelete(context.Request.Method) =>
                    Refuse(context, 507, "InsufficientAccountCapacity"),
                StoreFault.Slow => Late(context),
                var fault => Forward(context, fault == StoreFault.AnswersCut, fault == StoreFault.RequestsCut),
            });
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static Task Abort(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    private async Task Late(HttpContext context)
    {
        await Task.Delay(Slowness, context.RequestAborted);
        await Forward(context, cutsAnswer: false, cutsRequest: false);
    }

    private static Task Refuse(HttpContext context, int status, string code)
    {
        (context.Response.StatusCode, context.Response.ContentType) = (status, "application/xml");
        context.Response.Headers["x-ms-error-code"] = code;
        return context.Response.WriteAsync($"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>Of the test.</Message></Error>", context.RequestAborted);
    }

    private async Task Forward(HttpContext context, bool cutsAnswer, bool cutsRequest)
    {
        // As it was written: a signature is over it.
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(_store.BaseAddress!, target));
        request.Content = cutsRequest ? new CutContent(body.ToArray()) : new StreamContent(body);
        foreach (var (name, values) in context.Request.Headers.Where(header => !Own.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        using var answer = await _store.SendAsync(request, context.RequestAborted);
        var said = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !Own.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            context.Response.Headers[name] = values.ToArray();
        if (!cutsAnswer)
        {
            await context.Response.Body.WriteAsync(said, context.RequestAborted);
            return;
        }

        // What has no body breaks off before it.
        if (said.Length > 1)
        {
            await context.Response.Body.WriteAsync(said.AsMemory(0, said.Length / 2), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }

        context.Abort();
    }

    /// <summary>Content that ends in the middle.</summary>
    private sealed class CutContent(byte[] whole) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(whole.AsMemory(0, whole.Length / 2));
            await stream.FlushAsync();
            throw new IOException("Cut.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = whole.Length;
            return true;
        }
    }
}
