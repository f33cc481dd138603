using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mote.Client;

namespace Mote.Golden.Tests.Silos;

/// <summary>Calls a silo with one API key: by the SDK, and plainly where an answer is wanted as it is.</summary>
internal sealed class MoteCaller : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly HttpClient _http;

    public MoteCaller(Uri address, string key, string? door = null)
    {
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _services = new ServiceCollection()
            .AddMoteClient(options => (options.Address, options.ApiKey, options.Door) = (address, key, door))
            .BuildServiceProvider();
    }

    public MoteClient Client => _services.GetRequiredService<MoteClient>();

    /// <summary>The answer of a route, whatever its status.</summary>
    public async Task<JsonObject> Get(string route, CancellationToken cancellationToken)
    {
        using var response = await _http.GetAsync(new Uri(route, UriKind.Relative), cancellationToken);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!;
        return answer as JsonObject ?? new JsonObject { ["items"] = answer };
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _services.DisposeAsync();
    }
}
