using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Realms;
using Mote.Grains.Contracts.Reenrolments;
using Mote.Grains.Roster;
using Mote.Service.Access;

namespace Mote.Service.Realms;

/// <summary>
/// Empties realms that are being removed: everybody is erased, one as an operator would, and what lists them is forgotten. A
/// stop in between loses nothing: the realm is still one that is being removed. Thread-safe.
/// </summary>
internal sealed partial class RealmRemoval(IGrainFactory grains, ServedRealms realms, Roster roster, TimeProvider time, ILogger<RealmRemoval> log) : BackgroundService
{
    private const int PageSize = 100;

    private readonly ConcurrentDictionary<string, Lazy<Task>> _leaving = new(StringComparer.Ordinal);
    private CancellationToken _stopping;

    /// <summary>Completes once a realm is gone; at once where it is none that is being removed.</summary>
    /// <exception cref="OperationCanceledException">The service stops before that; the next start goes on.</exception>
    public Task Of(string realm)
    {
        Begin();
        return _leaving.GetValueOrDefault(realm)?.Value ?? Task.CompletedTask;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _stopping = stoppingToken;
        realms.Changed += Begin;
        Begin();
        await Task.Delay(Timeout.InfiniteTimeSpan, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        realms.Changed -= Begin;
        await Task.WhenAll(_leaving.Values.Select(leaving => leaving.Value)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private void Begin()
    {
        foreach (var realm in realms.Leaving)
            _ = _leaving.GetOrAdd(realm, name => new Lazy<Task>(() => Empty(name))).Value;
    }

    private async Task Empty(string realm)
    {
        var isGone = await Followed.ToTheEnd(
            async () =>
            {
                await EraseAll(realm, _stopping);
                return true;
            },
            failure => LogUnfinished(realm, failure),
            time,
            _stopping);
        if (!isGone)
            throw new OperationCanceledException(_stopping);
    }

    private async Task EraseAll(string realm, CancellationToken stopping)
    {
        Caller.Current = Caller.Service(realm, "removes the realm");
        await grains.GetGrain<IAccessGrain>(realm).RevokeAll(stopping);
        var before = "";
        while ((await roster.List(realm, null, PageSize, stopping)).Subjects is [var first, ..] subjects)
        {
            if (first == before)
                throw new InvalidOperationException("Somebody was erased and is still listed.");
            before = first;
            foreach (var subject in subjects)
                await grains.GetGrain<IIdentityGrain>(new IdentityKey(realm, subject).ToString()).Erase(stopping);
        }

        await grains.GetGrain<IReenrolmentJobGrain>(realm).Forget(stopping);
        Caller.Current = Caller.Service(Caller.ServiceRealm, "removes a realm");
        await grains.GetGrain<IRealmsGrain>(Caller.ServiceRealm).Gone(realm, stopping);
        LogGone(realm);
    }

    [LoggerMessage(1, LogLevel.Information, "Realm {Realm} is gone")]
    private partial void LogGone(string realm);

    [LoggerMessage(2, LogLevel.Warning, "Realm {Realm} is being removed and is not empty yet; it is gone on with")]
    private partial void LogUnfinished(string realm, Exception failure);
}
