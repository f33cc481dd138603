using System.ComponentModel;

namespace Mote.Grains.Settings;

/// <summary>A value as configuration writes it, whatever language the machine speaks.</summary>
internal static class SettingValue
{
    private const int MostShown = 40;

    /// <summary>What is wrong with it, and how to mend that; null for nothing.</summary>
    /// <param name="setting">The setting's whole name.</param>
    /// <param name="text">What somebody wrote.</param>
    /// <param name="type">What it is to be.</param>
    public static string? Fault(string setting, string text, Type type)
    {
        var wanted = Nullable.GetUnderlyingType(type) ?? type;
        // An empty one takes back what another source said, where nothing has to be said.
        if (text is "" && wanted != type)
            return null;
        try
        {
            TypeDescriptor.GetConverter(wanted).ConvertFromInvariantString(text);
            return null;
        }
        // Converters wrap whatever they failed by.
        catch (Exception failure) when (failure is FormatException or ArgumentException or OverflowException or NotSupportedException or InvalidCastException)
        {
            return $"{setting} is '{Shown(text)}': give {Words(wanted)}.";
        }
    }

    private static string Shown(string text) => text.ReplaceLineEndings(" ") is { Length: > MostShown } line ? line[..MostShown] + "..." : text.ReplaceLineEndings(" ");

    private static string Words(Type type) =>
        type == typeof(bool) ? "'true' or 'false'" :
        type == typeof(int) || type == typeof(long) ? "a whole number, in digits" :
        type == typeof(double) ? "a number, with a point where it has a fraction, as 0.5" :
        type == typeof(DateTimeOffset) ? "a time, as 2027-01-31T18:00:00Z" :
        type == typeof(TimeSpan) ? "a time span, as 00:05:00" :
        type == typeof(Uri) ? "an address, as https://NAME.example" :
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}" :
        $"what can be read as {type.Name}";
}
