namespace Mote.Grains.Contracts.Identities;

/// <summary>How many units of a hidden layer spoke.</summary>
/// <param name="Active">Units above 0.</param>
/// <param name="Units">All units.</param>
[GenerateSerializer, Immutable, Alias("Mote.SpokenUnits")]
public sealed record SpokenUnits(
    [property: Id(0)] int Active,
    [property: Id(1)] int Units);
