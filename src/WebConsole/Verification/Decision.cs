using Mote.Protocol;

namespace Mote.WebConsole.Verification;

/// <summary>A decision, and the photo it is about. The photo is on the page alone.</summary>
/// <param name="Result">What was decided.</param>
/// <param name="Photo">The photo as a data address; null where it is too large for a page.</param>
/// <param name="Explanation">What it rests on; null where that is withheld.</param>
public sealed record Decision(Mote.Protocol.Verification Result, string? Photo, Mote.Protocol.Explanation? Explanation)
{
    /// <summary>Why there is no explanation, where there is none.</summary>
    public string? Unexplained { get; init; }
}
