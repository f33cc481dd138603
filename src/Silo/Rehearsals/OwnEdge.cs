using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Mote.Silo.Hosting;

namespace Mote.Silo.Rehearsals;

/// <summary>The edge of this silo as a caller meets it: over a connection of its own, with everything that lies behind.</summary>
internal sealed class OwnEdge(IServer server, IConfiguration configuration)
{
    /// <summary>A caller of the edge, with a key; null where the silo listens at nothing that it could reach.</summary>
    public HttpClient? Caller(string key)
    {
        var bound = (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Select(BindingAddress.Parse).FirstOrDefault(address => !address.IsNamedPipe);
        if (bound is null)
            return null;

        var caller = OwnAddress.Caller(bound, configuration);
        caller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return caller;
    }
}
