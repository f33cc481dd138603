namespace Mote.Console.Verification;

/// <summary>A decision and the photo it is about. The photo is on the page alone.</summary>
/// <param name="IsMatch">Whether the network accepts the face.</param>
/// <param name="FalseMatchRate">For a match, the rate at which it would just be accepted; null for a non-match.</param>
/// <param name="TargetFalseMatchRate">The rate that decides.</param>
/// <param name="TemplateVersion">The version that answered.</param>
/// <param name="Id">Names the decision.</param>
/// <param name="Photo">The photo as a data address; null where it is too large for a page.</param>
/// <param name="HeatMap">What the decision rests on, drawn over the face, a PNG file; null where nothing was explained.</param>
public sealed record Decision(bool IsMatch, double? FalseMatchRate, double TargetFalseMatchRate, int TemplateVersion, Guid Id, string? Photo, ReadOnlyMemory<byte>? HeatMap);
