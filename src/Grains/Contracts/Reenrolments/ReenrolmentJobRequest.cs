namespace Mote.Grains.Contracts.Reenrolments;

/// <summary>Whom to enrol anew: exactly one of these.</summary>
/// <param name="Subjects">These people; null for not by name.</param>
/// <param name="MissesBounds">Everybody whose certificate misses the realm's bounds, or who has none.</param>
/// <param name="EnrolledBefore">Everybody whose model-template was trained before this day (UTC); null for not by age.</param>
[GenerateSerializer, Immutable, Alias("Mote.ReenrolmentJobRequest")]
public sealed record ReenrolmentJobRequest(
    [property: Id(0)] string[]? Subjects,
    [property: Id(1)] bool MissesBounds,
    [property: Id(2)] DateOnly? EnrolledBefore)
{
    /// <summary>The most people that are named at once.</summary>
    public const int MostSubjects = 100_000;
}
