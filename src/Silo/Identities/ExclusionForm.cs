namespace Mote.Silo.Identities;

/// <summary>The form of "not this person", as the OpenAPI document shows it: one of the two.</summary>
/// <param name="Photo">A JPEG, PNG or WebP file of somebody else, of at most 10 MB.</param>
/// <param name="Other">The name of another enrolled person of the realm.</param>
internal sealed record ExclusionForm(IFormFile? Photo, string? Other);
