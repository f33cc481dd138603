namespace Mote.Silo.Tests.Cluster;

internal sealed class TickingGrain : Grain, ITickingGrain
{
    private readonly TaskCompletionSource _ticked = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(
            _ =>
            {
                _ticked.TrySetResult();
                return Task.CompletedTask;
            },
            new GrainTimerCreationOptions(TimeSpan.FromMilliseconds(10), Timeout.InfiniteTimeSpan) { Interleave = true });
        return Task.CompletedTask;
    }

    public Task Forgotten() => Task.CompletedTask;

    public async Task<int> Ticked(int others)
    {
        await _ticked.Task;
        return 1 + (others == 0 ? 0 : await GrainFactory.GetGrain<ITickingGrain>($"{this.GetPrimaryKeyString()}'").Ticked(others - 1));
    }
}
