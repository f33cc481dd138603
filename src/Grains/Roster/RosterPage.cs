namespace Mote.Grains.Roster;

/// <summary>Some of a realm's enrolled subjects, in ordinal order.</summary>
/// <param name="Subjects">Their names.</param>
/// <param name="Count">Enrolled subjects in the whole realm.</param>
/// <param name="Next">The name to continue behind; null on the last page.</param>
public sealed record RosterPage(string[] Subjects, int Count, string? Next);
