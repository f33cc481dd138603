using System.Net;
using System.Net.Sockets;

namespace Mote.Tests;

/// <summary>A line on loopback to a port, which can be cut and mended: while it is cut, what went through it ends, and nobody gets through. While it is held, what goes to the port arrives, and nothing comes back.</summary>
public sealed class Line : IAsyncDisposable
{
    private readonly int _to;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;
    private CancellationTokenSource _cut = new();
    private volatile bool _isCut;
    private volatile Task _returns = Task.CompletedTask;

    /// <summary>A line that is whole.</summary>
    /// <param name="to">The port at its other end.</param>
    public Line(int to)
    {
        _to = to;
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>The port at this end.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts it.</summary>
    public Task Cut()
    {
        _isCut = true;
        return _cut.CancelAsync();
    }

    /// <summary>Mends it.</summary>
    public void Mend() => (_cut, _isCut) = (new CancellationTokenSource(), false);

    /// <summary>Holds back what the other end answers, for good.</summary>
    public void Hold() => _returns = new TaskCompletionSource().Task;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        await _cut.CancelAsync();
    }

    private async Task Accept()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var near = await _listener.AcceptTcpClientAsync(_end.Token);
                if (_isCut)
                    near.Dispose();
                else
                    _ = Join(near, _cut.Token);
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task Return(NetworkStream from, NetworkStream to, CancellationToken cut)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, cut) is > 0 and var read)
        {
            await _returns.WaitAsync(cut);
            await to.WriteAsync(buffer.AsMemory(0, read), cut);
        }
    }

    private async Task Join(TcpClient near, CancellationToken cut)
    {
        using (near)
        using (var far = new TcpClient())
        {
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, _to, cut);
                var (one, other) = (near.GetStream(), far.GetStream());
                await Task.WhenAny(one.CopyToAsync(other, cut), Return(other, one, cut));
            }
            catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException)
            {
                // Whoever is at either end sees that it has ended.
            }
        }
    }
}
