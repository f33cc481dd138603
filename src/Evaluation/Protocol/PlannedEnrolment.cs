namespace Mote.Evaluation.Protocol;

/// <summary>A person and the photos they are enrolled from.</summary>
/// <param name="Person">The person's number in the plan.</param>
/// <param name="Photos">Places in the evaluation set.</param>
public sealed record PlannedEnrolment(int Person, IReadOnlyList<int> Photos);
