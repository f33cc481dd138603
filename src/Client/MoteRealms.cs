using System.Net;
using System.Net.Http.Json;
using Mote.Protocol;

namespace Mote.Client;

/// <summary>
/// The realms of the service; one of the service's own keys is needed, which belongs to none of them. Thread-safe; at
/// <see cref="MoteClient.Realms"/>. Nothing here is repeated by itself but the list and a removal.
/// </summary>
public sealed class MoteRealms
{
    private readonly MoteClient _client;

    internal MoteRealms(MoteClient client) => _client = client;

    /// <summary>All realms, by name. Nothing is told of who is in one.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<KnownRealm>> ListAsync(CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address());
        using var response = await _client.Send(request, cancellationToken);
        return await MoteClient.Read(response, ProtocolJson.Default.IReadOnlyListKnownRealm, cancellationToken);
    }

    /// <summary>Makes a realm, which is served from then on, and its first API key, which may do everything there.</summary>
    /// <param name="realm">What it is to be.</param>
    /// <param name="cancellationToken">Stops waiting; the service may still make it, and nobody is told its key then: asked for again as it was, while it has no key yet, it is given one, and else has to be removed.</param>
    /// <returns>The realm, and its key, this once.</returns>
    /// <exception cref="MoteClientException">There is or was one of that name (<see cref="ProblemCode.RealmExists"/>), or it can be none (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public async Task<MadeRealm> MakeAsync(NewRealm realm, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(realm);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address()) { Content = JsonContent.Create(realm, ProtocolJson.Default.NewRealm) };
        // Repeated after an answer that was lost, it would say that there is one of that name.
        request.Options.Set(MoteClient.Once, true);
        using var response = await _client.Send(request, cancellationToken);
        return await MoteClient.Read(response, ProtocolJson.Default.MadeRealm, cancellationToken);
    }

    /// <summary>Removes a realm and erases everybody in it: as soon as this is asked no key of it opens anything.</summary>
    /// <param name="name">The realm.</param>
    /// <param name="cancellationToken">Stops waiting; the service goes on.</param>
    /// <returns>A task that ends once it is gone.</returns>
    /// <exception cref="MoteClientException">There is none of that name (<see cref="ProblemCode.RealmUnknown"/>), or the service's configuration has keys of it (<see cref="ProblemCode.RealmConfigured"/>).</exception>
    public async Task RemoveAsync(string name, CancellationToken cancellationToken = default)
    {
        var isGone = false;
        while (!isGone)
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, MoteClient.Segment("v1/realms/", name));
            using var response = await _client.Send(request, cancellationToken);
            isGone = response.StatusCode != HttpStatusCode.Accepted;
        }
    }

    private static Uri Address() => new("v1/realms", UriKind.Relative);
}
