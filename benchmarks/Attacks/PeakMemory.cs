using System.Globalization;
using System.Runtime;

namespace Mote.Attacks;

/// <summary>How much more memory than before a piece of work had resident at most, native memory included. Linux counts it; elsewhere it is not known.</summary>
internal static class PeakMemory
{
    private const string Reset = "/proc/self/clear_refs";
    private const string Status = "/proc/self/status";

    /// <summary>Megabytes; null where nothing counts them.</summary>
    public static double? Of(Action work)
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (!File.Exists(Reset))
        {
            work();
            return null;
        }

        // 5 sets the peak to what is resident now.
        File.WriteAllText(Reset, "5");
        var before = Kilobytes("VmRSS:");
        work();
        return (Kilobytes("VmHWM:") - before) / 1024;
    }

    private static double Kilobytes(string name) => double.Parse(
        File.ReadLines(Status).First(line => line.StartsWith(name, StringComparison.Ordinal))[name.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
