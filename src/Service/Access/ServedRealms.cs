using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Realms;
using Mote.Grains.Realms;
using Mote.Grains.Realms.Served;

namespace Mote.Service.Access;

/// <summary>
/// The realms that are served: those that the configuration has a key of, and those that were made at run time, as this
/// process last heard of them from the grain that keeps them. It hears of every change at once. While that cannot be read,
/// those of before stay. Thread-safe.
/// </summary>
internal sealed partial class ServedRealms(
    IGrainFactory grains, IOptionsMonitor<ApiKeyOptions> configured, RealmRule rule, RealmBook book, TimeProvider time, ILogger<ServedRealms> log) : BackgroundService
{
    private const long Unknown = -1;

    // Less than a call of a grain may take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private volatile RealmDirectory? _directory;

    /// <summary>Whether those that were made at run time are known.</summary>
    public bool IsComplete => _directory is not null;

    /// <summary>The names of all, each once.</summary>
    public IEnumerable<string> Names => configured.CurrentValue.Realms.Union(book.Served, StringComparer.Ordinal);

    /// <summary>Those that are being removed.</summary>
    public IEnumerable<string> Leaving => _directory is { } known ? known.Realms.Where(realm => realm.Standing == RealmStanding.Removing).Select(realm => realm.Name) : [];

    /// <summary>Happens after each change.</summary>
    public event Action? Changed;

    private IRealmsGrain Grain => grains.GetGrain<IRealmsGrain>(Caller.ServiceRealm);

    /// <summary>Whether callers of a realm are answered.</summary>
    public bool Serve(string realm) => book.Of(realm) is not null || configured.CurrentValue.Realms.Contains(realm, StringComparer.Ordinal);

    /// <summary>Asks for the realms as they are now: whoever changed them sees that they are.</summary>
    /// <exception cref="MoteException">They cannot be read.</exception>
    public async Task<RealmDirectory> Refresh(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            AskAsService();
            var directory = await Grain.Known(cancellationToken);
            if (directory.Revision == _directory?.Revision)
                return directory;
            var served = directory.Realms.Where(realm => realm.Standing == RealmStanding.Served).ToLookup(realm => rule.CanServe(realm.Settings), realm => realm.Settings);
            foreach (var without in served[false])
                LogWithoutModels(without.Name, without.Models!);
            book.Write(served[true], directory.Realms.Where(realm => realm.Standing != RealmStanding.Served).Select(realm => realm.Name));
            _directory = directory;
        }
        finally
        {
            _asking.Release();
        }

        Changed?.Invoke();
        return _directory;
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        try
        {
            await Refresh(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogUnread(failure);
        }
    }

    public override void Dispose()
    {
        _asking.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Followed.ToTheEnd(
        async () =>
        {
            AskAsService();
            await Grain.Changed(_directory?.Revision ?? Unknown, Patience, stoppingToken);
            await Refresh(stoppingToken);
            return false;
        },
        LogUnread,
        time,
        stoppingToken);

    private static void AskAsService() => Caller.Current = Caller.Service(Caller.ServiceRealm, "serves the realms that there are");

    [LoggerMessage(1, LogLevel.Warning, "The realms that were made at run time cannot be read; those that were known stay")]
    private partial void LogUnread(Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "Realm {Realm} is not served: it was made with the models {Models}, which are none of Mote:Models any more")]
    private partial void LogWithoutModels(string realm, string models);
}
