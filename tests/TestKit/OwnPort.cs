using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Mote.Tests;

/// <summary>A port on loopback that stays this process's until it ends, whether something listens on it or not.</summary>
/// <remarks>
/// A port that the system gave and got back is soon somebody else's: of the next who asks, or of a connection that goes
/// out. These lie below those that it gives, in blocks: a block is whose process listens on its first.
/// </remarks>
public static class OwnPort
{
    private const int First = 20_000, Blocks = 120, Block = 100;

    private static readonly Lock Taking = new();
    private static readonly List<TcpListener> Held = [];
    private static int _last;

    /// <summary>Takes one.</summary>
    public static int Take()
    {
        lock (Taking)
        {
            do
                _last = Held.Count == 0 || _last % Block == Block - 1 ? TakeBlock() : _last + 1;
            while (!IsFree(_last));
            return _last;
        }
    }

    private static int TakeBlock()
    {
        while (true)
        {
            var first = First + Block * RandomNumberGenerator.GetInt32(Blocks);
            if (Listen(first) is not { } held)
                continue;
            Held.Add(held);
            return first + 1;
        }
    }

    private static TcpListener? Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = Listen(port);
        return listener is not null;
    }
}
