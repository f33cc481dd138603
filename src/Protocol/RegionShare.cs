namespace Mote.Protocol;

/// <summary>How much of what spoke for a match lies in a region of the face.</summary>
/// <param name="Region">The region.</param>
/// <param name="Share">0 to 1; over all regions they add up to 1, or are all 0 where nothing in particular spoke for it.</param>
public sealed record RegionShare(FaceRegion Region, double Share);
