using System.Net.Http.Json;
using Mote.Protocol;

namespace Mote.Client;

/// <summary>
/// The API keys of the caller's realm; a key that has the scope <c>api-keys</c> is needed. Thread-safe; at
/// <see cref="MoteClient.ApiKeys"/>. Nothing here is repeated by itself but the list.
/// </summary>
public sealed class MoteApiKeys
{
    private readonly MoteClient _client;

    internal MoteApiKeys(MoteClient client) => _client = client;

    /// <summary>All keys, by name: those of the service's configuration, and those that were made.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<KnownApiKey>> ListAsync(CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address());
        using var response = await _client.Send(request, cancellationToken);
        return await MoteClient.Read(response, ProtocolJson.Default.IReadOnlyListKnownApiKey, cancellationToken);
    }

    /// <summary>Makes a key, which opens from then on. Nobody grants what he lacks: neither a scope, nor a door, nor a longer time, nor a looser rate.</summary>
    /// <param name="key">What it is to be.</param>
    /// <param name="cancellationToken">Stops waiting; the service may still make it, and nobody is told the key then: revoke it.</param>
    /// <returns>The key itself, this once, and what is known of it.</returns>
    /// <exception cref="MoteClientException">There is one of that name (<see cref="ProblemCode.ApiKeyExists"/>), it would be granted what the caller lacks (<see cref="ProblemCode.Forbidden"/>), or it is none (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public async Task<MadeApiKey> MakeAsync(NewApiKey key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address()) { Content = JsonContent.Create(key, ProtocolJson.Default.NewApiKey) };
        // Repeated after an answer that was lost, it would say that there is one of that name.
        request.Options.Set(MoteClient.Once, true);
        using var response = await _client.Send(request, cancellationToken);
        return await MoteClient.Read(response, ProtocolJson.Default.MadeApiKey, cancellationToken);
    }

    /// <summary>Leaves a key less than it had, from then on.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="limits">What it keeps.</param>
    /// <param name="cancellationToken">Stops waiting; the service may still do it.</param>
    /// <exception cref="MoteClientException">There is none of that name (<see cref="ProblemCode.ApiKeyUnknown"/>), it is one of the configuration (<see cref="ProblemCode.ApiKeyConfigured"/>), or it would be more than it had (<see cref="ProblemCode.Forbidden"/>).</exception>
    public async Task<KnownApiKey> LimitAsync(string name, ApiKeyLimits limits, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(limits);
        using var request = new HttpRequestMessage(HttpMethod.Patch, Address(name)) { Content = JsonContent.Create(limits, ProtocolJson.Default.ApiKeyLimits) };
        request.Options.Set(MoteClient.Once, true);
        using var response = await _client.Send(request, cancellationToken);
        return await MoteClient.Read(response, ProtocolJson.Default.KnownApiKey, cancellationToken);
    }

    /// <summary>Revokes a key: it opens nothing from then on, and a session at the console that it opened is over.</summary>
    /// <param name="name">The key's name.</param>
    /// <param name="cancellationToken">Stops waiting; the service may still do it.</param>
    /// <exception cref="MoteClientException">There is none of that name (<see cref="ProblemCode.ApiKeyUnknown"/>), or it is one of the configuration (<see cref="ProblemCode.ApiKeyConfigured"/>).</exception>
    public async Task RevokeAsync(string name, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Address(name));
        using var response = await _client.Send(request, cancellationToken);
    }

    private static Uri Address() => new("v1/api-keys", UriKind.Relative);

    private static Uri Address(string name) => MoteClient.Segment("v1/api-keys/", name);
}
