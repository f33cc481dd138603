using Mote.Protocol;

namespace Mote.Grains.Contracts.Identities;

/// <summary>How much of what spoke for a match lies in a region of the face.</summary>
/// <param name="Region">The region.</param>
/// <param name="Share">0 to 1.</param>
[GenerateSerializer, Immutable, Alias("Mote.EvidenceShare")]
public sealed record EvidenceShare(
    [property: Id(0)] FaceRegion Region,
    [property: Id(1)] double Share);
