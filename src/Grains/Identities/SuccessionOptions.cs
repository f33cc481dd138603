using System.ComponentModel.DataAnnotations;

namespace Mote.Grains.Identities;

/// <summary>How a re-enrolment's model-template takes over, section <c>Mote:Reenrolment</c>.</summary>
public sealed class SuccessionOptions
{
    /// <summary>
    /// Faces in a row that it must accept like the one that decides before it takes over, 0 to 100; 0 by default: at once. It
    /// is dropped after as many that it did not accept.
    /// </summary>
    [Range(0, 100, ErrorMessage = "Mote:Reenrolment:ShadowMatches is 0 to 100; 0 replaces at once.")]
    public int ShadowMatches { get; set; }

    /// <summary>Days for which the one that it replaced is kept, sealed, to be brought back, 0 to 365; 30 by default, 0 for not at all.</summary>
    [Range(0, 365, ErrorMessage = "Mote:Reenrolment:KeepPreviousDays is 0 to 365; 0 keeps none.")]
    public int KeepPreviousDays { get; set; } = 30;
}
