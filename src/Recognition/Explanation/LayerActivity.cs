namespace Mote.Recognition.Explanation;

/// <summary>How many units of a hidden layer spoke.</summary>
/// <param name="Active">Units above 0.</param>
/// <param name="Units">All units.</param>
public readonly record struct LayerActivity(int Active, int Units);
