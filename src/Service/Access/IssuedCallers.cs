using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;

namespace Mote.Service.Access;

/// <summary>
/// The API keys that were made at run time, as this process last heard of them from the grains that keep them: it hears of
/// every change at once. They are found by their hash, which tells nobody who tries keys how near he is. While a realm's keys
/// cannot be read, those of before stay. Thread-safe.
/// </summary>
internal sealed partial class IssuedCallers(IGrainFactory grains, ServedRealms served, TimeProvider time, ILogger<IssuedCallers> log) : BackgroundService
{
    // Less than a call of a grain may take.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<string, Realm> _realms = new(StringComparer.Ordinal);

    // Of all realms: a key is found as soon in one of a thousand.
    private readonly ConcurrentDictionary<string, KnownCaller> _keys = new(StringComparer.Ordinal);

    /// <summary>Whether the keys of every realm are known.</summary>
    public bool IsComplete => served.IsComplete && served.Names.All(realm => _realms.TryGetValue(realm, out var known) && known.IsKnown);

    /// <summary>Who has the key of that hash; null for nobody, or not any more.</summary>
    public KnownCaller? Find(byte[] sha256) =>
        _keys.TryGetValue(Convert.ToHexStringLower(sha256), out var known) && !(known.Caller.Expires <= time.GetUtcNow()) && served.Serve(known.Caller.Realm) ? known : null;

    /// <summary>Asks for the keys of a realm as they are now: whoever changed them sees that they are.</summary>
    /// <exception cref="MoteException">They cannot be read.</exception>
    public async Task Refresh(string realm, CancellationToken cancellationToken) => await _realms.GetOrAdd(realm, NewRealm).Refresh(cancellationToken);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        // What is there is known before the first caller; what cannot be read keeps no other realm from being served.
        await Task.WhenAll(served.Names.Select(async realm =>
        {
            try
            {
                await Refresh(realm, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogUnread(realm, failure);
            }
        }));
    }

    public override void Dispose()
    {
        foreach (var realm in _realms.Values)
            realm.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ConcurrentDictionary<string, Task> followed = new(StringComparer.Ordinal);
        served.Changed += Follow;
        Follow();
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        served.Changed -= Follow;
        await Task.WhenAll(followed.Values);

        void Follow()
        {
            foreach (var realm in served.Names)
                followed.GetOrAdd(realm, added => this.Follow(added, stoppingToken));
        }
    }

    private async Task Follow(string realm, CancellationToken stopping)
    {
        var known = _realms.GetOrAdd(realm, NewRealm);
        await Followed.ToTheEnd(
            async () =>
            {
                await known.Changed(Patience, stopping);
                await known.Refresh(stopping);
                return !served.Serve(realm);
            },
            failure => LogUnread(realm, failure),
            time,
            stopping);
    }

    private Realm NewRealm(string realm) => new(grains.GetGrain<IAccessGrain>(realm), realm, _keys);

    [LoggerMessage(1, LogLevel.Warning, "The API keys of realm {Realm} that were made at run time cannot be read; those that were known stay")]
    private partial void LogUnread(string realm, Exception failure);

    /// <summary>What is known of one realm. Asked for by one at a time, so that what was asked for later is never overwritten by what was asked for before.</summary>
    private sealed class Realm(IAccessGrain grain, string realm, ConcurrentDictionary<string, KnownCaller> all) : IDisposable
    {
        private const long Unknown = -1;

        private readonly SemaphoreSlim _asking = new(1, 1);
        private long _revision = Unknown;
        private Dictionary<string, KnownCaller> _own = [];

        public bool IsKnown => Interlocked.Read(ref _revision) != Unknown;

        public Task Changed(TimeSpan patience, CancellationToken cancellationToken)
        {
            AskAsService();
            return grain.Changed(Interlocked.Read(ref _revision), patience, cancellationToken);
        }

        public async Task Refresh(CancellationToken cancellationToken)
        {
            await _asking.WaitAsync(cancellationToken);
            try
            {
                AskAsService();
                var ring = await grain.Issued(cancellationToken);
                if (ring.Revision == _revision)
                    return;
                Replace(ring.Keys.ToDictionary(key => Convert.ToHexStringLower(key.Sha256), Known));
                Interlocked.Exchange(ref _revision, ring.Revision);
            }
            finally
            {
                _asking.Release();
            }
        }

        public void Dispose() => _asking.Dispose();

        private void Replace(Dictionary<string, KnownCaller> keys)
        {
            foreach (var (hash, known) in keys)
                all[hash] = known;
            foreach (var hash in _own.Keys.Except(keys.Keys))
                all.TryRemove(hash, out _);
            _own = keys;
        }

        private void AskAsService() => Caller.Current = Caller.Service(realm, "compares the keys that are presented");

        private KnownCaller Known(IssuedKey key) => new(
            new Caller(key.Grant.Name, realm, key.Grant.Scopes) { Expires = key.Grant.Expires, Doors = key.Grant.Doors, TargetFalseMatchRate = key.Grant.TargetFalseMatchRate },
            Convert.ToHexStringLower(key.Sha256));
    }
}
