using System.Globalization;
using Mote.Evaluation.Reports;
using Mote.Pages.Figures;

namespace Mote.Evaluation.Pages;

/// <summary>Writes figures with their intervals.</summary>
internal static class Figure
{
    // A figure stays on one line with its unit, and with its name.
    private const string NoBreak = "\u00a0";

    /// <summary>A share as per cent, with its interval.</summary>
    public static FigureCell Share(double? share, Interval? interval = null) => Figured(share, interval, Percent);

    /// <summary>Shares as per cent, one below the other.</summary>
    public static FigureCell Shares(IEnumerable<double> shares) => new([.. shares.Select(Percent)]);

    /// <summary>Shares as per cent, each after its name.</summary>
    public static FigureCell Shares(IEnumerable<(string Name, double? Share)> shares) => new([.. shares.Select(named => $"{named.Name}{NoBreak}{(named.Share is { } share ? Percent(share) : "")}")]);

    /// <summary>An FNMR with its interval and its errors, marked where they are too few to carry a claim.</summary>
    public static FigureCell Fnmr(OperatingPoint point)
    {
        var few = point.Errors < ReportWarnings.FewestErrors;
        var cell = Share(point.Fnmr, point is { Low: { } low, High: { } high } ? new Interval(low, high) : null);
        return cell.With($"{point.Errors} {(point.Errors == 1 ? "error" : "errors")}{(few ? ", too few" : "")}", warns: few);
    }

    /// <summary>A number with its interval, or that it has no value.</summary>
    public static FigureCell Number(double? number, Interval? interval = null) => Decimals(number, interval, "F2");

    /// <summary>A number close to 1, with its interval.</summary>
    public static FigureCell NearlyOne(double? number, Interval? interval = null) => Decimals(number, interval, "F4");

    /// <summary>A whole number.</summary>
    public static string Count(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A rate that may be very small.</summary>
    public static FigureCell Rate(double? rate, Interval? interval = null) => Figured(rate, interval, Small);

    private static FigureCell Figured(double? figure, Interval? interval, Func<double, string> write)
    {
        if (figure is not { } value)
            return "";
        FigureCell cell = write(value);
        return interval is null ? cell : cell.With($"{write(interval.Low)} to {write(interval.High)}");
    }

    private static FigureCell Decimals(double? number, Interval? interval, string format) =>
        number is null ? FigureCell.Without("no value") : Figured(number, interval, value => value.ToString(format, CultureInfo.InvariantCulture));

    private static string Percent(double share) => (share * 100).ToString(share is > 0 and < 0.001 ? "F3" : "F2", CultureInfo.InvariantCulture) + NoBreak + "%";

    private static string Small(double value) => value == 0 ? "0" : value.ToString("0.0e-0", CultureInfo.InvariantCulture).Replace('-', FigureTable.NoBreakHyphen);
}
