using MathNet.Numerics.Random;
using Mote.Tests;

namespace Mote.Histories.Runs;

/// <summary>Faults of one silo, or of a line of it, by name.</summary>
public static class Faults
{
    private static readonly Dictionary<string, Func<int, int, Fault>> Makers = new()
    {
        ["kill"] = (one, _) => new(Named("kill", one), false, cluster => cluster.Silos[one].Kill(), cluster => Done(cluster.Silos[one].Launch)),
        ["pause"] = (one, _) => new(Named("pause", one), true, cluster => cluster.Silos[one].Pause(), cluster => cluster.Silos[one].Continue()),
        ["cut-table"] = (one, _) => Lines("cut the table from", one, true, cluster => cluster.Lines[one].Tables.Cut()),
        ["hold-table"] = (one, _) => Lines("hold the table from", one, true, cluster => Done(cluster.Lines[one].Tables.Hold)),
        ["cut-tables"] = (_, _) => new("cut the table from all", true, cluster => All(cluster, lines => lines.Tables.Cut()), Mended),
        ["cut-blobs"] = (one, _) => Lines("cut the blobs from", one, false, cluster => cluster.Lines[one].Blobs.Cut()),
        ["hold-blobs"] = (one, _) => Lines("hold the blobs from", one, false, cluster => Done(cluster.Lines[one].Blobs.Hold)),
        ["cut-all-blobs"] = (_, _) => new("cut the blobs from all", false, cluster => All(cluster, lines => lines.Blobs.Cut()), Mended),
        ["cut-into"] = (one, _) => Lines("cut what others call from", one, true, cluster => cluster.Lines[one].Peers.Cut()),
        ["cut-one-way"] = (one, other) => Lines($"cut silo {other + 1} from calling", one, true, cluster => cluster.Lines[one].Peers.CutFor(cluster.Silos[other].Id)),
        ["isolate"] = (one, _) => Lines("cut from all others", one, true, cluster => Isolate(cluster, one)),
        ["hold-others"] = (one, _) => Lines("hold what others say to", one, true, cluster => Done(cluster.Lines[one].Peers.Hold)),
        ["cut-off"] = (one, _) => Lines("cut from others, table and blobs", one, true, async cluster =>
        {
            await Isolate(cluster, one);
            await cluster.Lines[one].Tables.Cut();
            await cluster.Lines[one].Blobs.Cut();
        }),
        ["cut-off-but-blobs"] = (one, _) => Lines("cut from others and table", one, true, async cluster =>
        {
            await Isolate(cluster, one);
            await cluster.Lines[one].Tables.Cut();
        }),
    };

    /// <summary>All that there are.</summary>
    public static IReadOnlyCollection<string> Names => Makers.Keys;

    /// <summary>Draws one.</summary>
    /// <param name="random">By what.</param>
    /// <param name="names">Of which.</param>
    /// <param name="silos">How many silos there are.</param>
    public static Fault Draw(Xoshiro256StarStar random, IReadOnlyList<string> names, int silos)
    {
        var one = random.Next(silos);
        return Makers[names[random.Next(names.Count)]](one, (one + 1 + random.Next(silos - 1)) % silos);
    }

    private static Fault Lines(string what, int one, bool cutsOff, Func<SiloCluster, Task> begin) => new(Named(what, one), cutsOff, begin, Mended);

    private static string Named(string what, int one) => $"{what} silo {one + 1}";

    private static async Task Isolate(SiloCluster cluster, int one)
    {
        await cluster.Lines[one].Peers.Cut();
        foreach (var other in cluster.Lines.Where((_, i) => i != one))
            await other.Peers.CutFor(cluster.Silos[one].Id);
    }

    private static Task All(SiloCluster cluster, Func<SiloLines, Task> cut) => Task.WhenAll(cluster.Lines.Select(cut));

    private static Task Mended(SiloCluster cluster) => Done(() => cluster.Lines.ForEach(lines => lines.Mend()));

    private static Task Done(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
