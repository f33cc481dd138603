using System.Globalization;
using Mote.Clusters;

// What verifications, people and starts cost, with one silo and with several. See README.md beside the benchmarks.
if (MeasuredSilo.IsAsked)
{
    await MeasuredSilo.Run(args);
    return 0;
}

var (people, seconds) = (10_000, 10);
for (var at = 0; at < args.Length; at += 2)
{
    if (at + 1 == args.Length || !int.TryParse(args[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1 || args[at] is not ("--people" or "--seconds"))
    {
        Console.Error.WriteLine("Usage: clusters [--people N] [--seconds N]    N people are made active at most (10,000), and each load lasts N seconds (10).");
        return 2;
    }

    (people, seconds) = args[at] == "--people" ? (value, seconds) : (people, value);
}

var figures = new FiguresTable(TimeSpan.FromSeconds(seconds), Console.Out);
await figures.Verifications();
await figures.Calls();
await figures.People(people);
ScaleTable.Write(new ScaleModel(figures.Costs, new ScaleAssumptions()), Console.Out);
return figures.IsWithinBounds ? 0 : 1;
