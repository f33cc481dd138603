using System.Text;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Lockouts;

namespace Mote.Grains.Lockouts;

/// <summary>Where one person stands at one door.</summary>
/// <param name="Entrance">The door.</param>
/// <param name="Lockout">What was counted and locked there since the person last matched there.</param>
/// <param name="Share">How much of what is counted everywhere was counted here.</param>
[GenerateSerializer, Immutable, Alias("Mote.DoorLockout")]
internal sealed record DoorLockout([property: Id(0)] Entrance Entrance, [property: Id(1)] Lockout Lockout, [property: Id(2)] int Share)
{
    /// <summary>Bytes of one that is stored, the name aside: what it is (1), its name's length (1), non-matches, locks and share (4 each), the end of its lock (8).</summary>
    public const int FixedBytes = 2 + 3 * sizeof(int) + sizeof(long);

    /// <summary>Bytes that it takes where it is stored.</summary>
    public int Bytes => FixedBytes + Encoding.UTF8.GetByteCount(Entrance.Name);
}
