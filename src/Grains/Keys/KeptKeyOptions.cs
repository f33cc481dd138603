using System.ComponentModel.DataAnnotations;

namespace Mote.Grains.Keys;

/// <summary>How long master keys are kept in memory: section <c>Mote:Keys</c>, whatever provider they come from.</summary>
public sealed class KeptKeyOptions
{
    /// <summary>Seconds for which what was read serves, 2 to 3,600; 300 by default. A provider may be gone for half of it, and a key is forgotten so long after it was destroyed.</summary>
    [Range(2, 3_600, ErrorMessage = "Mote:Keys:KeptSeconds is 2 to 3600.")]
    public int KeptSeconds { get; set; } = 300;
}
