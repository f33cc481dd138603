using System.ComponentModel.DataAnnotations;

namespace Mote.Grains.Audit;

/// <summary>How the audit trail is kept.</summary>
public sealed class AuditOptions
{
    /// <summary>Whether a decision is answered only once its entry is stored, and refused where it cannot be; false by default: the entry is queued, and written at once.</summary>
    public bool AwaitDecisions { get; set; }

    /// <summary>Entries that may wait for the store, 1 to 1,000,000, 10,000 by default; with as many waiting, decisions are refused.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Mote:Audit:MostWaiting is 1 to 1000000.")]
    public int MostWaiting { get; set; } = 10_000;

    /// <summary>Minutes that an entry may wait for the store, 1 to 1,440, 60 by default; with an older one waiting, decisions are refused.</summary>
    [Range(1, 1_440, ErrorMessage = "Mote:Audit:MostWaitingMinutes is 1 to 1440.")]
    public int MostWaitingMinutes { get; set; } = 60;

    /// <summary>What this silo is called in the trails that it writes, "silo" by default. Under another name it begins other chains.</summary>
    [RegularExpression(@"\A(?!\.{1,2}\z)[A-Za-z0-9._-]{1,128}\z", ErrorMessage = "Mote:Audit:Writer is 1 to 128 of the characters A-Z a-z 0-9 . _ - and neither '.' nor '..'.")]
    public string Writer { get; set; } = "silo";

    /// <summary>Days that entries are kept, 1 to 36,500; 365 by default. They are dropped by whole segments, oldest first.</summary>
    [Range(1, 36_500, ErrorMessage = "Mote:Audit:RetainDays is 1 to 36500.")]
    public int RetainDays { get; set; } = 365;
}
