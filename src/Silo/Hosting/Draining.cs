using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Mote.Service.Credentials;

namespace Mote.Silo.Hosting;

/// <summary>
/// A silo that is told to stop says so at <c>/health/ready</c> first, and answers for as long as a balancer takes to hear of it;
/// then it stops.
/// </summary>
internal sealed class Draining(IOptions<EdgeOptions> options, TimeProvider time) : IHostedLifecycleService, IHealthCheck
{
    private volatile bool _isStopping;

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        return Task.Delay(TimeSpan.FromSeconds(options.Value.DrainSeconds), time, cancellationToken);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_isStopping ? HealthCheckResult.Unhealthy("the silo stops") : HealthCheckResult.Healthy());

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
