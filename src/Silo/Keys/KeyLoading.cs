using Microsoft.Extensions.Options;

namespace Mote.Silo.Keys;

/// <summary>Refuses to start where no realm that has callers has its current master key: one that has is served without the others.</summary>
internal sealed class KeyLoading(CurrentKeys current) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var faults = await current.Faults(Timeout.InfiniteTimeSpan, cancellationToken);
        if (faults.All(fault => fault is not null))
            throw new OptionsValidationException(nameof(KeySettings), typeof(KeySettings), faults.Distinct()!);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
