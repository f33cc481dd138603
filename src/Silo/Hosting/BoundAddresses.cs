using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Mote.Silo.Hosting;

/// <summary>
/// Ends a silo that serves plain HTTP beyond this machine, whoever told it to: the addresses are those that the server has
/// bound. A configuration that is changed while the silo runs is read anew by the server, and so it is here.
/// </summary>
internal sealed partial class BoundAddresses(IServer server, IConfiguration configuration, IHostApplicationLifetime lifetime, ILogger<BoundAddresses> log)
    : IHostedLifecycleService, IDisposable
{
    private IDisposable? _changes;

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        try
        {
            TransportSecurity.Require(server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []);
        }
        catch (OptionsValidationException)
        {
            // At once, and not when whoever started the host gets to dispose of it.
            await server.StopAsync(cancellationToken);
            throw;
        }

        _changes = ChangeToken.OnChange(configuration.GetReloadToken, EndIfRefused);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _changes?.Dispose();

    private void EndIfRefused()
    {
        try
        {
            TransportSecurity.Require(configuration);
        }
        catch (OptionsValidationException refusal)
        {
            LogEnding(refusal.Message);
            lifetime.EndAsFailed();
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "The silo ends: {Refusal}")]
    private partial void LogEnding(string refusal);
}
