using System.Globalization;
using Mote.Reach;

// What a change and a question cost, by how many people are enrolled. See README.md beside the benchmarks.
if (args is not [] and not ["--azurite", _])
{
    Console.Error.WriteLine("Usage: reach [--azurite PROGRAM]    PROGRAM is an installed azurite-blob; without it SQLite alone is measured.");
    return 2;
}

// The test cluster writes its logs where it is started.
using var scratch = new Scratch();
var table = new ReachTable();
foreach (var people in new[] { 100, 10_000, 100_000 })
{
    await using var store = new SqliteStore();
    await table.Measure(store, people);
}

if (args is [_, var program])
{
    await using var azurite = await AzuriteProcess.Start(program);
    foreach (var people in new[] { 100, 10_000 })
    {
        await using var store = new BlobStore(azurite.ConnectionString);
        await table.Measure(store, people);
    }
}

foreach (var line in table.Lines)
    Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
return table.IsFlat ? 0 : 1;
