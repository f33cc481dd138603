namespace Mote.Protocol;

/// <summary>How many units of a hidden layer of the subject's network spoke.</summary>
/// <param name="Active">Units above 0.</param>
/// <param name="Units">All units.</param>
public sealed record LayerActivity(int Active, int Units);
