namespace Mote.Silo.Identities;

/// <summary>The form of a verification, as the OpenAPI document shows it.</summary>
/// <param name="Photo">A JPEG, PNG or WebP file of at most 10 MB.</param>
/// <param name="TargetFalseMatchRate">A stricter false-match rate for this decision, above 0 and at most the realm's ceiling; one that is looser than the person's, the key's or the door's changes nothing. In the query where the photo is sent alone.</param>
internal sealed record ProbeForm(IFormFile Photo, double? TargetFalseMatchRate);
