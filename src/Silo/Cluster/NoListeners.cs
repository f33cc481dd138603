using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Mote.Silo.Cluster;

/// <summary>Makes a <see cref="NoListener"/> of whatever Orleans is told to listen at.</summary>
internal sealed class NoListeners : IConnectionListenerFactory
{
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => new(new NoListener(endpoint));
}
