namespace Mote.Grains.Contracts.Roster;

/// <summary>
/// What the realm's manifest holds of one identity's record: which one it is, and the key without which nobody reads it.
/// An older record that is put back is another one, and its key is gone.
/// </summary>
/// <param name="Revision">The record's revision, higher with each write.</param>
/// <param name="Digest">SHA-256 of the record.</param>
/// <param name="WrappedKey">The record's own key, wrapped by the master key.</param>
/// <param name="MasterKeyVersion">The version of the master key that wraps it.</param>
[GenerateSerializer, Immutable, Alias("Mote.ManifestLine")]
public sealed record ManifestLine(
    [property: Id(0)] long Revision,
    [property: Id(1)] byte[] Digest,
    [property: Id(2)] byte[] WrappedKey,
    [property: Id(3)] int MasterKeyVersion)
{
    /// <summary>Stands for the person in the audit trail, from the first enrolment to the erasure. Made at random, and nowhere else: with this line the link to the name is gone.</summary>
    [Id(4)]
    public Guid Person { get; init; }
}
