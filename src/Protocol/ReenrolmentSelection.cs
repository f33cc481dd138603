namespace Mote.Protocol;

/// <summary>Whom to enrol anew: exactly one of these.</summary>
/// <param name="Subjects">These people; null for not by name.</param>
/// <param name="MissesBounds">Everybody whose certificate misses the realm's bounds, or who has none.</param>
/// <param name="EnrolledBefore">Everybody whose model-template was trained before this day (UTC); null for not by age.</param>
public sealed record ReenrolmentSelection(IReadOnlyList<string>? Subjects = null, bool MissesBounds = false, DateOnly? EnrolledBefore = null);
