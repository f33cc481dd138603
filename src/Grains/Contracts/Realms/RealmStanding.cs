namespace Mote.Grains.Contracts.Realms;

/// <summary>How it stands with a realm that was made at run time. The numbers are stored.</summary>
public enum RealmStanding
{
    /// <summary>It is served.</summary>
    Served = 0,

    /// <summary>Its keys open nothing, and its people are erased.</summary>
    Removing = 1,

    /// <summary>It is gone. The name stays, so that nobody takes for another realm's what the store keeps of this one's trail.</summary>
    Removed = 2,
}
