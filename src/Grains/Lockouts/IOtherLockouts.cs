using Mote.Grains.Contracts.Identities;

namespace Mote.Grains.Lockouts;

/// <summary>The other silos of a cluster, on any of which a person's next activation may be. Thread-safe.</summary>
internal interface IOtherLockouts
{
    /// <summary>Tells them all what an activation leaves. Never fails; who does not answer soon goes without.</summary>
    Task Leave(IdentityKey identity, PersonLockout lockout);

    /// <summary>Tells them all that the next activation is here and has it. Waits for nobody.</summary>
    void Taken(IdentityKey identity);
}
