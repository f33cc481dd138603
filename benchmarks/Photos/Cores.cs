namespace Mote.Photos;

/// <summary>As many photos at once as there are cores: without a bound the thread pool adds threads to what takes long, and each of them holds a picture.</summary>
internal static class Cores
{
    public static ParallelOptions All { get; } = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
}
