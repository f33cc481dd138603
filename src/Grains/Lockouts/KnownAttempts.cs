using System.Buffers.Binary;
using System.Security.Cryptography;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Lockouts;
using Mote.Protocol;

namespace Mote.Grains.Lockouts;

/// <summary>
/// The last attempts at one person that their callers gave ids, in memory and for two minutes: whoever has not heard the
/// answer asks again under the same id, and is counted once. Of a photo it keeps a digest under a key that is drawn with the
/// process, which tells nobody anything. Thread-safe.
/// </summary>
internal sealed class KnownAttempts(TimeProvider time) : IDisposable
{
    /// <summary>So many are known, the oldest is forgotten first. Whoever sends more at once is counted for each.</summary>
    public const int Most = 8;

    // As long as the SDK's patience with four attempts of half a minute.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(2);

    private static readonly byte[] DigestKey = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);

    private readonly Lock _lock = new();
    private readonly List<(Name Name, KnownAttempt Attempt)> _known = [];
    private ITimer? _forgetting;

    /// <summary>How many are known.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _known.Count;
        }
    }

    /// <summary>The attempt that a caller names, whether it came before or not; null where he names none.</summary>
    /// <param name="caller">Who asks. What another says is another attempt, and so is what he says at another door.</param>
    /// <param name="kind">What he asks.</param>
    /// <param name="photo">The photo.</param>
    /// <param name="rate">The rate that he asks for.</param>
    /// <exception cref="MoteException">It stands for something else already (<see cref="ProblemCode.OperationReused"/>), so that many photos are not counted once.</exception>
    public KnownAttempt? Of(Caller caller, AuditKind kind, ReadOnlySpan<byte> photo, double? rate)
    {
        if (caller.Attempt is not { } id)
            return null;
        var (name, digest, now) = (new Name(caller.Name, caller.Entrance, id), Digest(kind, photo, rate), time.GetTimestamp());
        lock (_lock)
        {
            ForgetOld();
            if (_known.Find(known => known.Name == name) is { Attempt: { } before })
            {
                return CryptographicOperations.FixedTimeEquals(before.Digest, digest)
                    ? before
                    : throw new MoteException(ProblemCode.OperationReused, "That id (Idempotency-Key) was given a moment ago to another photo, another rate or another question. Nothing was compared for this request: send it under an id of its own.");
            }

            if (_known.Count == Most)
                _known.RemoveAt(0);
            var attempt = new KnownAttempt(digest, now);
            _known.Add((name, attempt));
            ForgetInTime();
            return attempt;
        }
    }

    /// <summary>Forgets all.</summary>
    public void Forget()
    {
        lock (_lock)
            _known.Clear();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            _known.Clear();
            _forgetting?.Dispose();
        }
    }

    private void ForgetOld() => _known.RemoveAll(known => time.GetElapsedTime(known.Attempt.Since) >= Kept);

    // Nobody may ask about this person again.
    private void ForgetInTime()
    {
        if (_forgetting is not null)
        {
            _forgetting.Change(Kept, Timeout.InfiniteTimeSpan);
            return;
        }

        // Who asks now is not to be remembered with the timer.
        using (ExecutionContext.IsFlowSuppressed() ? default(IDisposable) : ExecutionContext.SuppressFlow())
        {
            _forgetting = time.CreateTimer(
                static known =>
                {
                    var self = (KnownAttempts)known!;
                    lock (self._lock)
                        self.ForgetOld();
                },
                this,
                Kept,
                Timeout.InfiniteTimeSpan);
        }
    }

    private static byte[] Digest(AuditKind kind, ReadOnlySpan<byte> photo, double? rate)
    {
        Span<byte> asked = stackalloc byte[sizeof(int) + sizeof(double)];
        BinaryPrimitives.WriteInt32LittleEndian(asked, (int)kind);
        BinaryPrimitives.WriteDoubleLittleEndian(asked[sizeof(int)..], rate ?? double.NaN);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, DigestKey);
        hash.AppendData(asked);
        hash.AppendData(photo);
        return hash.GetHashAndReset();
    }

    private readonly record struct Name(string Caller, Entrance Entrance, Guid Id);
}
