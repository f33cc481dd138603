using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Mote.Tests;

/// <summary>
/// A line on loopback to a port, which can be cut for all or for one process, held, and mended. While it is cut, what went
/// through it ends, and nobody gets through; while it is held, whoever calls is let in, and nothing comes through, or nothing
/// comes back.
/// </summary>
public sealed class Line : IAsyncDisposable
{
    private readonly int _to;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<Call, bool> _calls = [];
    private readonly ConcurrentDictionary<int, bool> _cutFor = [];
    private readonly Task _accepting;
    private volatile bool _isCut;
    private volatile TaskCompletionSource? _held;
    private volatile TaskCompletionSource? _answersHeld;

    /// <summary>A line that is whole.</summary>
    /// <param name="to">The port at its other end, on 127.0.0.1.</param>
    /// <param name="at">The address at this end; 127.0.0.1 unless said.</param>
    /// <param name="port">The port at this end; a free one unless said.</param>
    public Line(int to, IPAddress? at = null, int port = 0)
    {
        (_to, _listener) = (to, new TcpListener(at ?? IPAddress.Loopback, port));
        _listener.Start();
        _accepting = Accept();
    }

    /// <summary>The port at this end.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Cuts it.</summary>
    public Task Cut()
    {
        _isCut = true;
        return End(_calls.Keys);
    }

    /// <summary>Cuts it for whatever one process says through it.</summary>
    /// <param name="process">The process.</param>
    public Task CutFor(int process)
    {
        _cutFor[process] = true;
        return End(_calls.Keys.Where(call => call.IsOf(process)));
    }

    /// <summary>Holds what is said through it, both ways, until it is mended.</summary>
    public void Hold() => _held ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Holds what the other end answers, until it is mended: what is said to it arrives.</summary>
    public void HoldAnswers() => _answersHeld ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Mends it.</summary>
    public void Mend()
    {
        _isCut = false;
        _cutFor.Clear();
        var held = new[] { _held, _answersHeld };
        (_held, _answersHeld) = (null, null);
        foreach (var one in held)
            one?.SetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        Mend();
        await End(_calls.Keys);
    }

    private static Task End(IEnumerable<Call> calls) => Task.WhenAll(calls.Select(call => call.End()));

    private async Task Accept()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _ = Join(await _listener.AcceptTcpClientAsync(_end.Token));
            }
            catch (Exception stopped) when (stopped is OperationCanceledException or SocketException)
            {
                return;
            }
        }
    }

    private async Task Join(TcpClient near)
    {
        using var call = new Call(near);
        _calls[call] = true;
        try
        {
            // Looked at once it is one of those that a cut ends.
            if (_isCut || _cutFor.Keys.Any(call.IsOf))
                return;
            using var far = new TcpClient();
            await far.ConnectAsync(IPAddress.Loopback, _to, call.Ended);
            var (one, other) = (near.GetStream(), far.GetStream());
            await Task.WhenAny(Carry(one, other, () => _held, call.Ended), Carry(other, one, () => _held ?? _answersHeld, call.Ended));
        }
        catch (Exception ended) when (ended is OperationCanceledException or IOException or SocketException)
        {
            // Whoever is at either end sees that it has ended.
        }
        finally
        {
            _calls.TryRemove(call, out _);
        }
    }

    private static async Task Carry(NetworkStream from, NetworkStream to, Func<TaskCompletionSource?> held, CancellationToken ended)
    {
        var said = new byte[64 * 1024];
        while (await from.ReadAsync(said, ended) is > 0 and var length)
        {
            while (held() is { } until)
                await until.Task.WaitAsync(ended);
            await to.WriteAsync(said.AsMemory(0, length), ended);
        }
    }

    /// <summary>One that goes through the line.</summary>
    private sealed class Call(TcpClient near) : IDisposable
    {
        private readonly CancellationTokenSource _ended = new();
        private readonly int _port = ((IPEndPoint)near.Client.RemoteEndPoint!).Port;

        public CancellationToken Ended => _ended.Token;

        public bool IsOf(int process) => ProcessSockets.Has(process, _port);

        public Task End() => _ended.CancelAsync();

        // Not the source, which whoever cuts the line may still be told of.
        public void Dispose() => near.Dispose();
    }
}
