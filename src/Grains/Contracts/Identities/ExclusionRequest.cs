namespace Mote.Grains.Contracts.Identities;

/// <summary>A face that a model-template must not accept: on a photo, or another enrolled person's.</summary>
/// <param name="Operation">Names the operation, so that a repeated request does not turn the network twice.</param>
/// <param name="Photo">A JPEG, PNG or WebP file of somebody else; null where <paramref name="Other"/> is given.</param>
/// <param name="Other">The name of another subject of the same realm; null where <paramref name="Photo"/> is given.</param>
[GenerateSerializer, Immutable, Alias("Mote.ExclusionRequest")]
public sealed record ExclusionRequest(
    [property: Id(0)] Guid Operation,
    [property: Id(1)] byte[]? Photo,
    [property: Id(2)] string? Other)
{
    /// <summary>Names the operation and leaves the photo out.</summary>
    public override string ToString() => $"exclusion {Operation}";
}
