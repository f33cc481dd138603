namespace Mote.Grains.Contracts.Identities;

/// <summary>What an exclusion did.</summary>
/// <param name="Operation">Names the operation.</param>
/// <param name="Identity">The subject with the new model-template; its certificate's previous figures are from before.</param>
/// <param name="Before">The face before.</param>
/// <param name="After">The face after.</param>
[GenerateSerializer, Immutable, Alias("Mote.ExclusionResult")]
public sealed record ExclusionResult(
    [property: Id(0)] Guid Operation,
    [property: Id(1)] IdentityDescription Identity,
    [property: Id(2)] SeenFace Before,
    [property: Id(3)] SeenFace After);
