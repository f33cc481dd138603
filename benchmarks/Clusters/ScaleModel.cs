namespace Mote.Clusters;

/// <summary>What a site of a given size needs, from what one of each costs. A model: what it assumes stands in <see cref="ScaleAssumptions"/>.</summary>
internal sealed class ScaleModel(MeasuredCosts costs, ScaleAssumptions assumed)
{
    /// <summary>Processor time of a verification of a photo.</summary>
    public double VerificationMilliseconds => assumed.ReadingMilliseconds + costs.VerificationMilliseconds;

    /// <summary>Verifications a second in the busiest hour.</summary>
    public double Peak(double people) => people * assumed.VisitsADay * assumed.ShareOfBusiestHour / 3_600;

    /// <summary>Silos that do not wait for each other's turn even without one of them.</summary>
    public int Silos(double people) => (int)Math.Ceiling(Peak(people) * VerificationMilliseconds / 1_000 / (assumed.Cores * assumed.MostBusy)) + 1;

    /// <summary>Gigabytes of memory at each silo while one is away, with everybody active who comes within the time that a person stays.</summary>
    public double MemoryGigabytes(double people) =>
        assumed.SiloMegabytes / 1_024 + Math.Min(people, Peak(people) * assumed.StaysSeconds) * costs.PersonKilobytes / 1_048_576 / Math.Max(1, Silos(people) - 1);

    /// <summary>Gigabytes stored, people and a year's trail.</summary>
    public double StoredGigabytes(double people) => (people * costs.StoredKilobytes + 365 * people * assumed.VisitsADay * assumed.EntryKilobytes) / 1_048_576;

    /// <summary>What the store costs a month.</summary>
    public double DollarsAMonth(double people)
    {
        var decisions = 30 * people * assumed.VisitsADay;
        // Who was not active is read; entries that come while the store is busy are one write.
        var batches = Math.Min(decisions, Silos(people) * 30 * 86_400 * assumed.MostBatchesASecond);
        var reads = 2 * decisions;
        return StoredGigabytes(people) * assumed.DollarsAGigabyte + batches * assumed.DollarsAWrite + reads * assumed.DollarsARead;
    }

    /// <summary>
    /// The time in which 99 of 100 verifications of active people are answered in the busiest hour: Erlang's waiting system of
    /// c cores, P(wait &gt; t) = C(c, a) e^-(c - a)t/s (A. K. Erlang, 1917), and a reading that always takes as long.
    /// </summary>
    public double P99Milliseconds(double people)
    {
        var (cores, busy) = ((Silos(people) - 1) * assumed.Cores, Peak(people) * VerificationMilliseconds / 1_000);
        var waits = Erlang(cores, busy);
        return VerificationMilliseconds * (1 + (waits > 0.01 ? Math.Log(waits / 0.01) / (cores - busy) : 0));
    }

    /// <summary>The share of those who wait, by Erlang's recursion for a loss system.</summary>
    internal static double Erlang(int cores, double busy)
    {
        var lost = 1.0;
        for (var core = 1; core <= cores; core++)
            lost = busy * lost / (core + busy * lost);
        return lost / (1 - busy / cores * (1 - lost));
    }
}
