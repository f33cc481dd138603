namespace Mote.Grains.Access;

/// <summary>
/// The keys that the calls of one cluster are signed with. A silo that stands alone draws one; silos of a cluster share
/// theirs, and may know several while one takes another's place. Thread-safe.
/// </summary>
internal interface ICallKeys
{
    /// <summary>The key to sign with, and its number.</summary>
    (int Version, byte[] Key) Current { get; }

    /// <summary>The key of a number; null if it is not known here.</summary>
    byte[]? Find(int version);
}
