using System.Diagnostics;
using System.Globalization;
using Azure.Storage.Blobs;
using Mote.Tests;

namespace Mote.Clusters;

/// <summary>All figures, as tables that are written while they come. Each silo is a process; those of one cluster speak mutual TLS, and keep their state in Azurite's blobs.</summary>
internal sealed class FiguresTable(TimeSpan time, TextWriter output)
{
    private const double MostTimesOneSilo = 1.15;
    private const double MostTimesPing = 2;

    // Who is verified under a load.
    private const int Some = 60;

    // Who is verified for the first time.
    private const int Cold = 200;

    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(5);

    // Of a silo's time while it warms: with less than that spent on compiling it is warm.
    private const double LeastCompiled = 0.03;

    // Of loads that are measured, each cluster's in turn.
    private const int Rounds = 3;

    // After as long it is measured as it is.
    private const int MostWarmings = 20;

    // As large as an embedding is, a photo from a door, one from a telephone, and the largest that is common.
    private static readonly int[] Sizes = [2_048, 20_000, 200_000, 2_000_000];

    private readonly string _seconds = time.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private double _verification;
    private MeasuredCosts? _costs;

    /// <summary>What one of each costs, once all was measured.</summary>
    public MeasuredCosts Costs => _costs ?? throw new InvalidOperationException("Nothing was measured yet.");

    /// <summary>Whether what is asked of the figures holds.</summary>
    public bool IsWithinBounds { get; private set; } = true;

    /// <summary>What verifications cost at the edge, from a photo and from a reading that is given, with one silo and with several.</summary>
    public async Task Verifications()
    {
        output.WriteLine("| silos | from | verifications a second | p50 ms | p99 ms | processor ms each | times one silo's |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach (var mode in new[] { "photo", MeasuredSilo.Given })
        {
            await using var one = await Warmed(1, mode);
            await using var two = await Warmed(2, mode);
            await using var three = await Warmed(3, mode);
            LoadedCluster[] clusters = [one, two, three];
            // In turn: what a machine does in a minute is not what it does in the next, and is to be the same to all.
            for (var round = 0; round < Rounds; round++)
                foreach (var cluster in clusters)
                    await cluster.Verify(time);
            foreach (var cluster in clusters)
            {
                // Of as many silos as there are most.
                _verification = cluster.Load.ProcessorMilliseconds;
                var times = _verification / one.Load.ProcessorMilliseconds;
                Hold(times <= MostTimesOneSilo);
                Write($"| {cluster.Silos.Count} | {(mode == MeasuredSilo.Given ? "a given reading" : "a photo")} | {cluster.Load.PerSecond:F0} | {Quantile(cluster.Took, 0.5):F1} | {Quantile(cluster.Took, 0.99):F1} | {_verification:F2} | {times:F2} |");
            }
        }
    }

    /// <summary>What calls between grains cost: verifications from a given reading beside calls that do nothing, and those by what they carry.</summary>
    public async Task Calls()
    {
        output.WriteLine();
        output.WriteLine("| silos | call | carries | a second | processor µs each | times a call that does nothing |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- |");
        for (var silos = 1; silos <= 2; silos++)
        {
            await using var cluster = await Started(silos, MeasuredSilo.Given);
            using var edge = new EdgeLoad(cluster.Silos);
            await edge.Enrol(0, Some);
            var bytes = MeasuredPeople.Photo(0).Length;
            var ping = await Within(cluster, edge, $"pings?bytes={bytes}");
            Write($"| {silos} | nothing | {bytes:N0} bytes | {ping.PerSecond:N0} | {1000 * ping.ProcessorMilliseconds:F0} | 1 |");
            var verification = await Within(cluster, edge, $"verifications?people={Some}");
            var times = verification.ProcessorMilliseconds / ping.ProcessorMilliseconds;
            Hold(times <= MostTimesPing);
            Write($"| {silos} | a verification from a given reading | a photo of about that | {verification.PerSecond:N0} | {1000 * verification.ProcessorMilliseconds:F0} | {times:F1} |");
            foreach (var size in Sizes)
            {
                var crossing = await Within(cluster, edge, $"pings?bytes={size}");
                Write($"| {silos} | nothing | {size:N0} bytes | {crossing.PerSecond:N0} | {1000 * crossing.ProcessorMilliseconds:F0} | {crossing.ProcessorMilliseconds / ping.ProcessorMilliseconds:F1} |");
            }
        }
    }

    /// <summary>What people cost who are active, those who are not yet, enrolments and a start.</summary>
    public async Task People(int people)
    {
        output.WriteLine();
        output.WriteLine("| store | ready after s | enrolments a second | processor ms each | active people | KB each | stored KB each | in blobs | first verification p50 ms | p99 ms |");
        output.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        MeasuredCosts alone;
        var folder = Directory.CreateTempSubdirectory("mote-clusters-");
        try
        {
            var settings = new Dictionary<string, string?>(DemoPeople.Settings(folder.FullName)) { [MeasuredSilo.Variable] = "photo" };
            await using var silo = SiloProcess.Of(settings, MeasuredSilo.Assembly);
            alone = await People("SQLite", [silo], people, () => Task.FromResult((new FileInfo(DemoPeople.Settings(folder.FullName)["Mote:Storage:Sqlite:Path"]!).Length, 0L)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        await using var azurite = await AzuriteServer.StartAsync();
        var blobs = new Dictionary<string, string?>(DemoPeople.Settings(azurite, "blob")) { [MeasuredSilo.Variable] = "photo" };
        await using var withBlobs = SiloProcess.Of(blobs, MeasuredSilo.Assembly);
        var inBlobs = await People("Azurite's blobs", [withBlobs], Math.Min(people, 3 * Cold), () => Stored(azurite));
        _costs = inBlobs with { PersonKilobytes = alone.PersonKilobytes };
    }

    private async Task<MeasuredCosts> People(string store, SiloProcess[] silos, int people, Func<Task<(long Bytes, long Blobs)>> stored)
    {
        var start = Stopwatch.GetTimestamp();
        await silos[0].Start();
        var ready = Stopwatch.GetElapsedTime(start);
        using var edge = new EdgeLoad(silos);
        await edge.Enrol(0, Math.Min(people, Some));
        var (before, storedBefore) = (await edge.Measured(0, "memory"), await stored());
        var (from, count) = (Math.Min(people, Some), people - Math.Min(people, Some));
        var enrolled = await MeasuredLoad.Of(silos, async () =>
        {
            await edge.Enrol(from, people);
            return count;
        });
        var each = (await edge.Measured(0, "memory") - before) / 1024.0 / count;
        var storedAfter = await stored();
        var (kilobytes, inBlobs) = ((storedAfter.Bytes - storedBefore.Bytes) / 1024.0 / count, (storedAfter.Blobs - storedBefore.Blobs) / (double)count);
        await edge.Measured(0, "aside");
        List<TimeSpan> first = [];
        for (var person = 0; person < Math.Min(people, Cold); person++)
            first.Add(await edge.Verify(0, person));
        Write($"| {store} | {ready.TotalSeconds:F1} | {enrolled.PerSecond:F0} | {enrolled.ProcessorMilliseconds:F1} | {people:N0} | {each:F1} | {kilobytes:F1} | {inBlobs:F1} | {Quantile(first, 0.5):F1} | {Quantile(first, 0.99):F1} |");
        return new MeasuredCosts(_verification, each, kilobytes, inBlobs, Quantile(first, 0.5));
    }

    private static async Task<(long Bytes, long Blobs)> Stored(AzuriteServer azurite)
    {
        var (bytes, blobs) = (0L, 0L);
        await foreach (var blob in new BlobContainerClient(azurite.ConnectionString, DemoPeople.Container).GetBlobsAsync())
            (bytes, blobs) = (bytes + (blob.Properties.ContentLength ?? 0), blobs + 1);
        return (bytes, blobs);
    }

    private async Task<MeasuredLoad> Within(SiloCluster cluster, EdgeLoad edge, string what)
    {
        await Warm(edge, cluster.Silos.Count, () => edge.Measured(0, $"{what}&seconds={Warming.TotalSeconds.ToString(CultureInfo.InvariantCulture)}"));
        return await MeasuredLoad.Of(cluster.Silos, () => edge.Measured(0, $"{what}&seconds={_seconds}"));
    }

    private static async Task<LoadedCluster> Warmed(int silos, string mode)
    {
        var cluster = new LoadedCluster(await Started(silos, mode), Some);
        await cluster.Edge.Enrol(0, Some);
        await Warm(cluster.Edge, silos, () => cluster.Edge.Verifications(Some, Warming));
        return cluster;
    }

    /// <summary>Loads silos until they have compiled what they run, each by itself: half of the load takes twice as long to.</summary>
    private static async Task Warm(EdgeLoad edge, int silos, Func<Task> load)
    {
        var before = await Compiled();
        for (var i = 0; i < MostWarmings; i++)
        {
            await load();
            var now = await Compiled();
            if (now.Zip(before, (after, then) => after - then).All(milliseconds => milliseconds < LeastCompiled * Warming.TotalMilliseconds))
                return;
            before = now;
        }

        Task<long[]> Compiled() => Task.WhenAll(Enumerable.Range(0, silos).Select(silo => edge.Measured(silo, "compiled")));
    }

    // More decisions than a door ever asks for wait for the trail, and none is to be refused for that.
    private static Task<SiloCluster> Started(int silos, string mode) => SiloCluster.Start(
        silos, settings: [(MeasuredSilo.Variable, mode), ("Mote:Audit:MostWaiting", "1000000")], program: MeasuredSilo.Assembly);

    private static double Quantile(IEnumerable<TimeSpan> took, double share)
    {
        var ordered = took.Order().ToArray();
        return ordered[(int)(share * (ordered.Length - 1))].TotalMilliseconds;
    }

    private void Hold(bool holds) => IsWithinBounds &= holds;

    private void Write(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
