namespace Mote.Recognition.Protection.Records;

/// <summary>Where a sealed record belongs; it opens nowhere else.</summary>
/// <param name="Realm">The realm.</param>
/// <param name="Owner">The subject, or the shard, whose record it is.</param>
/// <param name="State">What kind of record: the name of the state.</param>
public sealed record RecordName(string Realm, string Owner, string State);
