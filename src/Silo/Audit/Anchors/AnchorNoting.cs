using Microsoft.Extensions.Options;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Audit;
using Mote.Service.Realms;
using Mote.Silo.Rehearsals;

namespace Mote.Silo.Audit.Anchors;

/// <summary>Notes the heads of the chains that this silo writes outside of its store, beside everything else: no decision waits for it.</summary>
internal sealed partial class AnchorNoting : BackgroundService, IAuditWitness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly AnchorWatch[] _watches;
    private readonly HttpClient _http;
    private readonly RehearsalRealm _rehearsal;
    private readonly PutBackRealms _putBack;
    private readonly TimeProvider _time;
    private readonly ILogger<AnchorNoting> _log;

    public AnchorNoting(IOptions<AnchorOptions> options, RehearsalRealm rehearsal, PutBackRealms putBack, TimeProvider time, ILogger<AnchorNoting> log)
    {
        (_rehearsal, _putBack, _time, _log) = (rehearsal, putBack, time, log);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Patience };
        _watches = [.. Places(options.Value).Select(place => new AnchorWatch(place, options.Value, time, LogFailed))];
    }

    public void See(AuditWriterKey chain, long sequence, ReadOnlyMemory<byte> hash)
    {
        // The rehearsal's realm is nobody's. And what goes on behind a store that was put back must not take the place of what was noted before.
        if (_watches.Length == 0 || chain.Realm == _rehearsal.Name || _putBack.IsClosed(chain.Realm))
            return;
        var head = new NotedHead(chain, sequence, hash, _time.GetUtcNow());
        foreach (var watch in _watches)
            watch.See(head);
    }

    /// <summary>Once the silo has stopped, so that the last entries are among what is noted.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        await Task.WhenAll(_watches.Select(watch => watch.NoteRest(patience.Token)));
    }

    public override void Dispose()
    {
        base.Dispose();
        _http.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(_watches.Select(watch => watch.Run(stoppingToken)));

    private IEnumerable<IAnchorPlace> Places(AnchorOptions options)
    {
        if (options.File is { } file)
            yield return new AnchorFile(file);
        if (options.Webhook is { } address)
            yield return new AnchorWebhook(address, _http, _time);
    }

    [LoggerMessage(1, LogLevel.Error, "The head of an audit trail could not be noted at {Place}; it is tried again with a later one")]
    private partial void LogFailed(string place, Exception failure);
}
