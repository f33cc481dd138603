using System.Globalization;
using Mote.Evaluation.Reports;

namespace Mote.Evaluation.Pages;

/// <summary>Writes figures with their intervals.</summary>
internal static class Figure
{
    /// <summary>A share as per cent, with its interval.</summary>
    public static string Share(double? share, Interval? interval = null) => share is { } value ? Percent(value) + Below(interval, Percent) : "";

    /// <summary>An FNMR with its interval and its errors, marked where they are too few to carry a claim.</summary>
    public static string Fnmr(OperatingPoint point)
    {
        var few = point.Errors < ReportWarnings.FewestErrors;
        var interval = point is { Low: { } low, High: { } high } ? $"{Percent(low)} to {Percent(high)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Percent(point.Fnmr)}<small>{interval}</small><small{(few ? " class=\"few\"" : "")}>{point.Errors} {(point.Errors == 1 ? "error" : "errors")}{(few ? ", too few" : "")}</small>");
    }

    /// <summary>A number with its interval.</summary>
    public static string Number(double? number, Interval? interval = null) => number is { } value ? Decimal(value) + Below(interval, Decimal) : "<small>no value</small>";

    /// <summary>A whole number.</summary>
    public static string Count(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A rate that may be very small.</summary>
    public static string Rate(double? rate, Interval? interval = null) => rate is { } value ? Small(value) + Below(interval, Small) : "";

    private static string Below(Interval? interval, Func<double, string> write) => interval is null ? "" : $"<small>{write(interval.Low)} to {write(interval.High)}</small>";

    private static string Percent(double share) => (share * 100).ToString(share is > 0 and < 0.001 ? "F3" : "F2", CultureInfo.InvariantCulture) + "&nbsp;%";

    private static string Decimal(double value) => value.ToString(value >= 0.9995 && value < 1 ? "F5" : "F2", CultureInfo.InvariantCulture);

    private static string Small(double value) => value == 0 ? "0" : value.ToString("0.0e-0", CultureInfo.InvariantCulture);
}
