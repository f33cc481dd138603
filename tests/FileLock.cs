namespace Mote.Tests;

/// <summary>A file that one holds at a time over all processes of a machine, for what test projects that run beside each other make once.</summary>
internal static class FileLock
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until nobody else holds it.</summary>
    /// <returns>What gives it back; so does the end of the process, however it ends.</returns>
    public static async Task<FileStream> TakeAsync(string path, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (TryTake(path) is { } held)
                return held;
            await Task.Delay(Tick, cancellationToken);
        }
    }

    /// <summary>Takes it, unless somebody else holds it.</summary>
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
