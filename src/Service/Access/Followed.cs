namespace Mote.Service.Access;

/// <summary>Follows something that is kept elsewhere for as long as the service runs: one look after another, and after a failed one a pause that grows.</summary>
internal static class Followed
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Looks until there is nothing more to look for, or it is to stop.</summary>
    /// <param name="look">Waits for a change, and takes it up; true at the end.</param>
    /// <param name="failed">Told of a look that failed.</param>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="stopping">Ends it.</param>
    /// <returns>Whether it came to the end.</returns>
    public static async Task<bool> ToTheEnd(Func<Task<bool>> look, Action<Exception> failed, TimeProvider time, CancellationToken stopping)
    {
        await Task.Yield();
        var pause = FirstPause;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await look())
                    return true;
                pause = FirstPause;
            }
            catch (Exception failure)
            {
                if (stopping.IsCancellationRequested)
                    return false;
                failed(failure);
                await Task.Delay(pause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }

        return false;
    }
}
