using System.CommandLine;
using System.Globalization;
using System.Text;
using Mote.Cli.Output;
using Mote.Protocol;

namespace Mote.Cli.Identities;

/// <summary><c>mote fairness</c>: how evenly errors fall in the realm.</summary>
internal static class FairnessCommand
{
    public static Command Create() => new Command("fairness", "How evenly errors fall over attribute groups, by the certificates of everybody enrolled.") { IdentityCommands.Address, IdentityCommands.KeyFile }
        .Runs(async (parsed, screen, stop) =>
        {
            await using var services = IdentityCommands.Connect(parsed);
            var fairness = await IdentityCommands.Client(services).FairnessAsync(stop);
            screen.Result(fairness, Words(fairness));
            return ExitCode.Done;
        });

    private static string Words(Fairness fairness)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{fairness.Enrolled} enrolled, {fairness.Certified} certified; policy {fairness.Policy}.");
        foreach (var group in fairness.Groups)
        {
            text.Append('\n').Append("  ").Append(group.Group)
                .Append(": rejects ").Append(group.FalseNonMatchRate is { } rejected ? $"{Interval(rejected)}, at worst {CertificateWords.Percent(group.WorstFalseNonMatchRate!.Value)}" : "not shown")
                .Append("; accepts ").Append(Interval(group.FalseMatchRate)).Append(" of strangers");
        }

        if (fairness.GiniAggregationRate is { } garbe)
            text.Append(CultureInfo.InvariantCulture, $"\n  GARBE {garbe.Value:F2}{(garbe is { Low: { } low, High: { } high } ? string.Create(CultureInfo.InvariantCulture, $" ({low:F2} to {high:F2})") : "")}, 0 is fair");
        foreach (var (code, count) in fairness.RefusedEnrolments)
            text.Append(CultureInfo.InvariantCulture, $"\n  {count} enrolments failed: {code}");
        foreach (var warning in fairness.Warnings)
            text.Append("\n  ! ").Append(warning);
        return text.ToString();
    }

    private static string Interval(FairnessEstimate estimate) =>
        estimate is { Low: { } low, High: { } high }
            ? $"{CertificateWords.Percent(estimate.Value)} ({CertificateWords.Percent(low)} to {CertificateWords.Percent(high)})"
            : CertificateWords.Percent(estimate.Value);
}
