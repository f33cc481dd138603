using System.Globalization;
using System.Security.Cryptography;
using Mote.Histories.Runs;

// dotnet run -c Release --project tests/Histories -- --minutes 20 [--seed N] [--faults kill,pause] [--most 50] [--provider orleans-blob]
string[] known = ["--minutes", "--seed", "--faults", "--most", "--provider"];
if (args.Length % 2 != 0 || args.Where((_, at) => at % 2 == 0).Any(name => !known.Contains(name)))
{
    Console.Error.WriteLine($"Usage: histories [--minutes 20] [--seed N] [--faults {string.Join(',', Faults.Names)}] [--most N] [--provider blob|orleans-blob]");
    return 2;
}

string? Given(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

var seed = int.Parse(Given("--seed") ?? RandomNumberGenerator.GetInt32(1, 1_000_000).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
var settings = new TrialSettings(seed)
{
    Lasts = TimeSpan.FromMinutes(double.Parse(Given("--minutes") ?? "20", CultureInfo.InvariantCulture)),
    MostFaults = int.Parse(Given("--most") ?? "1000000", CultureInfo.InvariantCulture),
    Faults = Given("--faults")?.Split(',') ?? [.. Faults.Names],
    Provider = Given("--provider") ?? "blob",
};
using var end = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    end.Cancel();
};
var result = await new Trial(settings, Console.Out).Run(end.Token, CancellationToken.None);
Console.WriteLine($"{result.Operations} operations, {result.Acknowledged} changes acknowledged, {result.Unknown} of unknown outcome, {result.Locked} times locked; {result.Faults.Values.Sum()} faults: {string.Join(", ", result.Faults.Select(fault => $"{fault.Key} {fault.Value}"))}; {result.EndedByThemselves} silos started again; the door waited {result.LongestWait.TotalSeconds:F1} s at most.");
foreach (var violation in result.Violations)
    Console.WriteLine(violation);
Console.WriteLine(result.Violations.Count == 0 ? "Nothing was answered that cannot have been." : $"{result.Violations.Count} violations, seed {seed}.");
return result.Violations.Count == 0 ? 0 : 1;
