using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Mote.Silo.Cluster;

/// <summary>Stands where Orleans would listen: binds nothing, and accepts nobody for as long as it is there. Thread-safe.</summary>
internal sealed class NoListener(EndPoint endpoint) : IConnectionListener
{
    private readonly TaskCompletionSource<ConnectionContext?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What it would listen at: part of the silo's name, and of nothing else.</summary>
    public EndPoint EndPoint => endpoint;

    /// <summary>Ends without a connection, once it is unbound: what waits for it is what a stopping silo waits for.</summary>
    public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) => new(_end.Task.WaitAsync(cancellationToken));

    public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => DisposeAsync();

    public ValueTask DisposeAsync()
    {
        _end.TrySetResult(null);
        return ValueTask.CompletedTask;
    }
}
