namespace Mote.Evaluation.Pages;

/// <summary>The false-match rates at which a page shows figures, by their keys.</summary>
internal static class ReportedRates
{
    public static readonly string[] All = ["1e-2", "1e-3", "1e-4"];

    /// <summary>Without the largest, which nobody would choose.</summary>
    public static readonly string[] Rare = All[1..];
}
