namespace Mote.Protocol;

/// <summary>One page of the enrolled subjects of a realm, in ordinal order of their names.</summary>
/// <param name="Subjects">Names of enrolled subjects.</param>
/// <param name="Count">Enrolled subjects in the whole realm.</param>
/// <param name="Next">Pass as <c>after</c> for the next page; null on the last.</param>
public sealed record IdentityPage(IReadOnlyList<string> Subjects, int Count, string? Next);
