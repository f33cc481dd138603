using System.Globalization;
using Mote.Protocol;

namespace Mote.Cli.Identities;

/// <summary>A decision as people say it.</summary>
internal static class DecisionWords
{
    public static string Of(Verification answer, string subject) => answer.IsMatch
        ? $"Match: {subject}. A stranger would be taken for {subject} this surely once in {Times(answer.FalseMatchRate!.Value)} times; the bound is {Rate(answer.TargetFalseMatchRate)}."
        : $"No match: this is not {subject}, at the bound of {Rate(answer.TargetFalseMatchRate)}.";

    public static string Rate(double rate) => $"one in {Times(rate)}";

    private static string Times(double rate) => Math.Round(1 / rate).ToString("N0", CultureInfo.InvariantCulture);
}
