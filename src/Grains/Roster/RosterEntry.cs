using Mote.Grains.Contracts.Roster;

namespace Mote.Grains.Roster;

/// <summary>One subject's entry.</summary>
/// <param name="Lines">
/// The records that the subject may have: the settled one, then those that were intended since. None of these is struck
/// out before a later one is known to be stored, for a write that seemed to fail may still arrive.
/// </param>
/// <param name="IsSettled">False while the entry is an intent.</param>
[GenerateSerializer, Immutable, Alias("Mote.RosterEntry")]
internal sealed record RosterEntry([property: Id(0)] ManifestLine[] Lines, [property: Id(1)] bool IsSettled);
