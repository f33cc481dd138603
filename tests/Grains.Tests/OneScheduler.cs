namespace Mote.Grains.Tests;

/// <summary>Runs as a grain does: asynchronous, and never two steps at once.</summary>
internal static class OneScheduler
{
    public static Task Run(Func<Task> steps) => Task.Factory.StartNew(
        steps, CancellationToken.None, TaskCreationOptions.DenyChildAttach, new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler).Unwrap();
}
