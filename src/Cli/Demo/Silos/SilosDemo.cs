using System.Diagnostics;
using System.Globalization;
using Mote.Cli.Output;
using Mote.Cli.Photos;
using Mote.Client;

namespace Mote.Cli.Demo.Silos;

/// <summary>Several silos as one: everybody known at each, and a door that goes on while one is killed.</summary>
/// <param name="silos">How many.</param>
/// <param name="azurite">Where Azurite's programs are; null to look for them.</param>
/// <param name="target">The false-match rate that decides.</param>
/// <param name="references">Who is enrolled, and from which photo.</param>
/// <param name="probes">Further photos of theirs.</param>
/// <param name="screen">Told what happens.</param>
internal sealed class SilosDemo(int silos, string? azurite, double target, IReadOnlyList<LabelledPhoto> references, IReadOnlyList<LabelledPhoto> probes, Screen screen)
{
    private static readonly TimeSpan BeforeTheKill = TimeSpan.FromSeconds(2);

    // Many times what a cluster takes to go on without one: where it does not, the demo has failed and says why.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public async Task<SilosResult> Run(string folder, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        screen.Say("1. Azure Storage as it runs on one machine (Azurite): blobs for the state, a table in which silos find each other.");
        await using var store = await Azurite.Start(azurite, folder, screen, stop);
        screen.Say($"2. An authority of their own, and {silos} silos with a certificate each: without one nobody is spoken to.");
        await using var cluster = new DemoCluster(silos, store, target, folder);
        var began = Stopwatch.GetTimestamp();
        await screen.Progress($"Starting {silos} silos", progress => EachStarts(cluster, progress, stop));
        var secondsToStart = Since(began);

        screen.Say("3. Everybody is enrolled, each at the next silo, and verified at every one.");
        var enrolled = await screen.Progress($"Enrolling {references.Count} people", progress => Enrol(cluster, progress, stop));
        var decided = await screen.Progress($"Verifying {enrolled.Count} people at {silos} silos", progress => Everywhere(cluster, enrolled, progress, stop));
        var otherwise = decided.Count(decision => decision.AtSilos.Distinct().Count() > 1);
        screen.Say($"  {decided.Sum(decision => decision.AtSilos.Count)} verifications, {otherwise} people decided about otherwise at one silo than at another.");
        var right = decided.Select(decision => (decision.Subject, decision.Photo, IsMatch: decision.AtSilos[0])).ToArray();

        var (killed, left) = (cluster.Silos[^1], cluster.Silos.Take(silos - 1).ToArray());
        screen.Say($"4. Somebody stands at a door without a pause. It knows all silos and asks {killed.Name}, which is killed now (SIGKILL).");
        var door = new DoorThroughTheKill(cluster.Door(killed), right);
        var back = TimeSpan.Zero;
        await door.AskWhile(KillAndWait(), stop);
        screen.Say(string.Create(CultureInfo.InvariantCulture, $"  The door asked {door.Asked} times: {door.Failed} failed, {door.Wrong} were decided otherwise than before, and the longest answer took {door.LongestWait.TotalSeconds:F1} s."));
        screen.Say(string.Create(CultureInfo.InvariantCulture, $"  Everybody, those whose networks lived on {killed.Name} too, was verified at each silo that is left {back.TotalSeconds:F1} s after the kill."));

        var erased = right[0].Subject;
        screen.Say($"5. {erased} is erased at {left[0].Name} while {killed.Name} is dead. Then that starts again.");
        await cluster.At(left[0]).EraseAsync(erased, stop);
        began = Stopwatch.GetTimestamp();
        await screen.Progress($"Starting {killed.Name}", async _ =>
        {
            await killed.Start(stop);
            return 0;
        });
        var secondsToRejoin = Since(began);
        var isUnknown = await IsUnknown(cluster.At(killed), erased, right[0].Photo, stop);
        screen.Say($"  It {(isUnknown ? "knows nobody of that name" : "STILL KNOWS THAT NAME")}.");
        var trail = await cluster.At(left[0]).CheckAuditAsync(stop);
        screen.Say($"6. The audit trail, of which each silo wrote its own part, {(trail.IsWhole ? "is whole" : "IS NOT WHOLE")}.");
        return new SilosResult
        {
            Silos = silos,
            SecondsToStart = secondsToStart,
            Enrolled = enrolled.Count,
            VerifiedEverywhere = decided.Sum(decision => decision.AtSilos.Count),
            DecidedOtherwise = otherwise,
            Killed = killed.Name,
            AskedAtTheDoor = door.Asked,
            FailedAtTheDoor = door.Failed,
            WrongAtTheDoor = door.Wrong,
            LongestWaitAtTheDoor = door.LongestWait.TotalSeconds,
            SecondsUntilAllWereBack = back.TotalSeconds,
            SecondsToRejoin = secondsToRejoin,
            ErasedIsUnknownToIt = isUnknown,
            TrailIsWhole = trail.IsWhole,
            Seconds = Since(start),
        };

        async Task KillAndWait()
        {
            await Task.Delay(BeforeTheKill, stop);
            await killed.Kill();
            var dead = Stopwatch.GetTimestamp();
            foreach (var silo in left)
            {
                var client = cluster.At(silo);
                foreach (var (subject, photo, _) in right)
                    await Verified(client, subject, photo, stop);
            }

            back = Stopwatch.GetElapsedTime(dead);
        }
    }

    private static async Task<int> EachStarts(DemoCluster cluster, IProgress<double> progress, CancellationToken stop)
    {
        foreach (var (i, silo) in cluster.Silos.Index())
        {
            await silo.Start(stop);
            progress.Report((i + 1.0) / cluster.Silos.Count);
        }

        return 0;
    }

    private async Task<List<LabelledPhoto>> Enrol(DemoCluster cluster, IProgress<double> progress, CancellationToken stop)
    {
        var clients = cluster.Silos.Select(cluster.At).ToArray();
        List<LabelledPhoto> enrolled = [];
        foreach (var (i, reference) in references.Index())
        {
            try
            {
                await clients[i % clients.Length].EnrolAsync(reference.Identity, await File.ReadAllBytesAsync(reference.Path, stop), cancellationToken: stop);
                enrolled.Add(reference);
            }
            catch (PhotoRefusedException)
            {
                // As in the demo of one silo, whoever's photo is refused is not enrolled.
            }

            progress.Report((i + 1.0) / references.Count);
        }

        return enrolled.Count > 0 ? enrolled : throw new UsageException("Nobody could be enrolled: give another --seed.");
    }

    private async Task<List<(string Subject, byte[] Photo, List<bool> AtSilos)>> Everywhere(DemoCluster cluster, List<LabelledPhoto> enrolled, IProgress<double> progress, CancellationToken stop)
    {
        var clients = cluster.Silos.Select(cluster.At).ToArray();
        List<(string, byte[], List<bool>)> decided = [];
        foreach (var (i, person) in enrolled.Index())
        {
            var photo = await File.ReadAllBytesAsync(probes.First(probe => probe.Identity == person.Identity).Path, stop);
            List<bool> decisions = [];
            foreach (var client in clients)
                decisions.Add((await client.VerifyAsync(person.Identity, photo, stop)).IsMatch);
            decided.Add((person.Identity, photo, decisions));
            progress.Report((i + 1.0) / enrolled.Count);
        }

        return decided;
    }

    /// <summary>Asks until it is answered, as long as there is patience.</summary>
    private static async Task Verified(MoteClient client, string subject, byte[] photo, CancellationToken stop)
    {
        for (var start = Stopwatch.GetTimestamp(); ; await Task.Delay(Pause, stop))
        {
            try
            {
                await client.VerifyAsync(subject, photo, stop);
                return;
            }
            catch (MoteClientException) when (Stopwatch.GetElapsedTime(start) < Patience)
            {
                // The silo that has the network is dead, and not known to be yet.
            }
        }
    }

    private static async Task<bool> IsUnknown(MoteClient client, string subject, byte[] photo, CancellationToken stop)
    {
        try
        {
            await client.VerifyAsync(subject, photo, stop);
            return false;
        }
        catch (NotEnrolledException)
        {
            return true;
        }
    }

    private static double Since(long start) => Stopwatch.GetElapsedTime(start).TotalSeconds;
}
