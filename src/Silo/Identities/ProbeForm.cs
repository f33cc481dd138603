namespace Mote.Silo.Identities;

/// <summary>The form of a verification, as the OpenAPI document shows it.</summary>
/// <param name="Photo">A JPEG, PNG or WebP file of at most 10 MB.</param>
internal sealed record ProbeForm(IFormFile Photo);
