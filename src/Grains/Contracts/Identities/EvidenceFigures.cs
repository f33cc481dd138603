namespace Mote.Grains.Contracts.Identities;

/// <summary>The numbers behind the heat map of a match.</summary>
/// <param name="Regions">Every region of the face, the one that spoke most first.</param>
/// <param name="Layers">Each hidden layer of the subject's network.</param>
[GenerateSerializer, Immutable, Alias("Mote.EvidenceFigures")]
public sealed record EvidenceFigures(
    [property: Id(0)] IReadOnlyList<EvidenceShare> Regions,
    [property: Id(1)] IReadOnlyList<SpokenUnits> Layers);
