namespace Mote.Grains;

/// <summary>
/// Begins what may wait for a disk on a thread of its own: neither a grain's thread waits with it, nor one of the pool that
/// all grains share.
/// </summary>
internal static class OwnThread
{
    /// <summary>Runs <paramref name="work"/> there, as far as it does not give the thread back itself. Nothing of whoever asks goes along, such as his name.</summary>
    public static Task<T> Run<T>(Func<Task<T>> work)
    {
        var begun = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => begun.SetResult(Begin(work))) { IsBackground = true }.UnsafeStart();
        return begun.Task.Unwrap();
    }

    // What it throws at once is not this thread's end, which would be the process's.
    private static async Task<T> Begin<T>(Func<Task<T>> work) => await work();
}
