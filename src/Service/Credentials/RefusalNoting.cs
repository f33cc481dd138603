using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;

namespace Mote.Service.Credentials;

/// <summary>Writes into the audit trails what <see cref="RefusedCredentials"/> has to tell, beside the requests: none waits for it.</summary>
internal sealed partial class RefusalNoting(RefusedCredentials refused, AuditWriter trail, TimeProvider time, ILogger<RefusalNoting> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        refused.Tell(isEnd: true);
        while (refused.ToTell.TryRead(out var told))
            await Note(told.Realm, told.Entry);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var timer = time.CreateTimer(_ => refused.Tell(isEnd: false), null, Pause, Pause);
        try
        {
            await foreach (var (realm, entry) in refused.ToTell.ReadAllAsync(stoppingToken))
                await Note(realm, entry);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // Not given up halfway: what was taken out is told.
    private async Task Note(string realm, AuditEvent entry)
    {
        Caller.Current = Caller.Service(realm, "notes refused credentials");
        try
        {
            await trail.Append(realm, entry);
        }
        catch (Exception failure)
        {
            LogUnnoted(log, realm, failure);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Refused credentials are not in the audit trail of {Realm} yet")]
    private static partial void LogUnnoted(ILogger log, string realm, Exception failure);
}
