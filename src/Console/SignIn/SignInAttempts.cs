using System.Net;
using System.Threading.RateLimiting;

namespace Mote.Console.SignIn;

/// <summary>Counts wrong keys by where they come from, so that nobody tries many. Thread-safe.</summary>
internal sealed class SignInAttempts : IDisposable
{
    /// <summary>Wrong keys from one address in a minute.</summary>
    public const int MostWrong = 10;

    private readonly PartitionedRateLimiter<IPAddress> _wrong = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = MostWrong, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <summary>Whether another key may be tried.</summary>
    public bool MayTry(IPAddress? from)
    {
        using var lease = _wrong.AttemptAcquire(from ?? IPAddress.None, 0);
        return lease.IsAcquired;
    }

    /// <summary>Notes a wrong key.</summary>
    public void CountWrong(IPAddress? from) => _wrong.AttemptAcquire(from ?? IPAddress.None).Dispose();

    public void Dispose() => _wrong.Dispose();
}
