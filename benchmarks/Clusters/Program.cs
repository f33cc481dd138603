using System.Globalization;
using Mote.Clusters;

// What verifications, people and starts cost, with one silo and with several. See README.md beside the benchmarks.
if (MeasuredSilo.IsAsked)
{
    await MeasuredSilo.Run(args);
    return 0;
}

var (people, seconds, only) = (10_000, 10, "");
for (var at = 0; at < args.Length; at += 2)
{
    var isNumber = int.TryParse(args.ElementAtOrDefault(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0;
    switch (args[at], args.ElementAtOrDefault(at + 1))
    {
        case ("--people", _) when isNumber:
            people = value;
            break;
        case ("--seconds", _) when isNumber:
            seconds = value;
            break;
        case ("--only", "verifications" or "calls"):
            only = args[at + 1];
            break;
        default:
            Console.Error.WriteLine("Usage: clusters [--people N] [--seconds N] [--only verifications|calls]    N people are made active at most (10,000), and each load lasts N seconds (10).");
            return 2;
    }
}

var figures = new FiguresTable(TimeSpan.FromSeconds(seconds), Console.Out);
if (only is "" or "verifications")
    await figures.Verifications();
if (only is "" or "calls")
    await figures.Calls();
if (only is "")
{
    await figures.People(people);
    ScaleTable.Write(new ScaleModel(figures.Costs, new ScaleAssumptions()), Console.Out);
}

return figures.IsWithinBounds ? 0 : 1;
