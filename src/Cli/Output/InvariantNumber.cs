using System.CommandLine.Parsing;
using System.Globalization;

namespace Mote.Cli.Output;

/// <summary>Numbers as the documentation writes them, with a point, whatever language the machine speaks: 0,5 is no number, and not 5.</summary>
internal static class InvariantNumber
{
    public static double? Optional(ArgumentResult result) => Read(result);

    public static double Required(ArgumentResult result) => Read(result) ?? 0;

    public static float? OptionalSingle(ArgumentResult result) => (float?)Read(result);

    private static double? Read(ArgumentResult result)
    {
        if (result.Tokens is not [var token])
            return null;
        if (double.TryParse(token.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            return number;
        result.AddError($"'{token.Value}' is no number: write it in digits, with a point where it has a fraction, as 0.5.");
        return null;
    }
}
