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

    /// <summary>Days that entries are kept, 1 to 36,500; 365 by default. They are dropped by whole segments, oldest first.</summary>
    [Range(1, 36_500, ErrorMessage = "Mote:Audit:RetainDays is 1 to 36500.")]
    public int RetainDays { get; set; } = 365;
}
