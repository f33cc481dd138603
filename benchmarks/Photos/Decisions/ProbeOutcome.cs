using Mote.Vision.Photos;

namespace Mote.Photos.Decisions;

/// <summary>What became of one probe.</summary>
/// <param name="Person">Whose it is, by place among the enrolled.</param>
/// <param name="IsMatch">Whether it was taken for its person.</param>
/// <param name="Refusal">Why it was not read; null where it was.</param>
/// <param name="Compared">Strangers it was held against.</param>
/// <param name="Accepted">Strangers it was taken for.</param>
/// <param name="Brightness">Mean light of the upright face, 0 to 255; what thirds are made by.</param>
internal sealed record ProbeOutcome(int Person, bool IsMatch, RefusalReason? Refusal, int Compared, int Accepted, double? Brightness);
