namespace Mote.Recognition.Templates;

/// <summary>What a model-template says about one face.</summary>
/// <param name="IsMatch">True when the face is accepted at the rate that decided.</param>
/// <param name="FalseMatchRate">The rate at which this face would just be accepted; give it to nobody for a non-match.</param>
/// <param name="TargetFalseMatchRate">The rate that decided.</param>
public readonly record struct Decision(bool IsMatch, double FalseMatchRate, double TargetFalseMatchRate);
