namespace Mote.Silo.Hosting;

/// <summary>The end of a silo that must not go on.</summary>
internal static class FailedEnd
{
    private const int Failed = 1;

    /// <summary>Stops the host, and lets its process end as failed: whoever restarts what failed has to be told.</summary>
    public static void EndAsFailed(this IHostApplicationLifetime host)
    {
        Environment.ExitCode = Failed;
        host.StopApplication();
    }
}
