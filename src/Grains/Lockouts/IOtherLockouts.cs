using Mote.Grains.Contracts.Identities;

namespace Mote.Grains.Lockouts;

/// <summary>The other silos of a cluster, on any of which a person's next activation may be. Thread-safe.</summary>
internal interface IOtherLockouts
{
    /// <summary>Tells them all what an activation leaves. Never fails; who does not answer soon goes without.</summary>
    Task Leave(IdentityKey identity, PersonLockout lockout);

    /// <summary>Tells them all that the next activation is here and has it. Waits for nobody.</summary>
    void Taken(IdentityKey identity);

    /// <summary>Tells them all how long a lock lasts. Waits for nobody.</summary>
    /// <param name="end">When it ends, by this silo's day.</param>
    /// <param name="remaining">How long it lasts yet.</param>
    void Closed(DateTimeOffset end, TimeSpan remaining);

    /// <summary>Asks them all how long a lock lasts yet. Never fails.</summary>
    /// <param name="end">When it ends, by the day of the silo at which it closed.</param>
    /// <returns>The most that any of them was told; null where none of those that answer soon was.</returns>
    Task<TimeSpan?> Remaining(DateTimeOffset end);
}
