using System.Diagnostics;
using Mote.Tests;

namespace Mote.Histories.Runs;

/// <summary>Waits until all silos are ready again, and starts those anew that have ended, as a service manager does.</summary>
internal static class Recovery
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Waits.</summary>
    /// <returns>How many had ended by themselves.</returns>
    public static async Task<int> Of(SiloCluster cluster, CancellationToken cancellationToken)
    {
        var (since, ended) = (Stopwatch.GetTimestamp(), 0);
        foreach (var silo in cluster.Silos)
        {
            // Twice in a row: one that was declared dead may be ready until it hears of it.
            for (var ready = 0; ready < 2;)
            {
                if (!silo.IsRunning)
                {
                    (ended, ready) = (ended + 1, 0);
                    silo.Launch();
                }

                ready = await silo.IsReady() ? ready + 1 : 0;
                if (Stopwatch.GetElapsedTime(since) > Patience)
                    throw new InvalidOperationException($"The silo at {silo.Address} did not recover.\n{silo.Output()}");
                await Task.Delay(250, cancellationToken);
            }
        }

        return ended;
    }
}
