namespace Mote.Evaluation.Protocol;

/// <summary>A photo that is tried on everybody enrolled.</summary>
/// <param name="Person">The person on it, by number in the plan.</param>
/// <param name="Photo">Its place in the evaluation set.</param>
public sealed record PlannedProbe(int Person, int Photo);
