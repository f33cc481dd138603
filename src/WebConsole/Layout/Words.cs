using System.Globalization;
using Mote.Protocol;

namespace Mote.WebConsole.Layout;

/// <summary>Figures as people read them.</summary>
internal static class Words
{
    /// <summary>A share in per cent.</summary>
    public static string Percent(double share) => share.ToString("P2", CultureInfo.InvariantCulture);

    /// <summary>A share in per cent, or what stands for one that is not shown.</summary>
    public static string Percent(double? share) => share is { } shown ? Percent(shown) : "not shown";

    /// <summary>A rate as one in so many.</summary>
    public static string OneIn(double rate) => $"one in {Times(rate)}";

    /// <summary>In how many times a rate is met once.</summary>
    public static string Times(double rate) => Math.Round(1 / rate).ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A whole number.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A moment, to the minute.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A day.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Why somebody is to be enrolled anew.</summary>
    public static string Reason(ReenrolmentReason reason) => reason switch
    {
        ReenrolmentReason.MissesBounds => "certificate misses the bounds",
        ReenrolmentReason.Age => "enrolled long ago",
        _ => "somebody asked",
    };

    /// <summary>A figure with its interval.</summary>
    public static string Interval(FairnessEstimate estimate) =>
        estimate is { Low: { } low, High: { } high } ? $"{Percent(estimate.Value)} ({Percent(low)} to {Percent(high)})" : Percent(estimate.Value);

    /// <summary>A place in the biometric menagerie.</summary>
    public static string Place(ZooClass place) => place switch
    {
        ZooClass.Dove => "Dove: like themselves and unlike others",
        ZooClass.Chameleon => "Chameleon: like themselves and like everybody",
        ZooClass.Phantom => "Phantom: like nobody, themselves included",
        ZooClass.Worm => "Worm: unlike themselves and like others",
        _ => "Sheep: ordinary",
    };

    /// <summary>A number of a drawing, in its units.</summary>
    public static string Unit(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
