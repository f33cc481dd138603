using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Keys;
using Mote.Recognition.Protection.Keys;
using Mote.Service;
using Mote.Service.Access;

namespace Mote.Silo.Keys;

/// <summary>Looks whether every realm that has callers has its current master key, and logs which begins or ceases to lack it. Thread-safe.</summary>
internal sealed partial class CurrentKeys(KeptMasterKeys keys, MoteService service, IOptionsMonitor<ApiKeyOptions> callers, ILogger<CurrentKeys> log)
{
    private readonly ConcurrentDictionary<string, string> _told = new(StringComparer.Ordinal);

    // The service's own records are under keys like those of a realm.
    private IEnumerable<string> InUse => callers.CurrentValue.ServiceKeys.Count > 0 ? service.Realms.Append(Caller.ServiceRealm) : service.Realms;

    /// <summary>What each realm lacks, and how to mend it; null for nothing. No realm is named.</summary>
    /// <param name="patience">What a realm's provider is waited for; where it does not answer, what was found before is said.</param>
    /// <param name="cancellationToken">Abandons the question.</param>
    public async Task<IReadOnlyList<string?>> Faults(TimeSpan patience, CancellationToken cancellationToken) =>
        await Task.WhenAll(InUse.Select(realm => Fault(realm, patience, cancellationToken)));

    private async Task<string?> Fault(string realm, TimeSpan patience, CancellationToken cancellationToken)
    {
        var looking = Look(realm);
        try
        {
            return await looking.WaitAsync(patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            return _told.GetValueOrDefault(realm);
        }
    }

    // Goes on where nobody waits for it: that a provider does not answer is known in the end.
    private async Task<string?> Look(string realm)
    {
        var fault = await Find(realm);
        if (fault is null && _told.TryRemove(realm, out _))
            LogMended(realm);
        else if (fault is not null && _told.TryAdd(realm, fault))
            LogMissing(realm, fault);
        return fault;
    }

    private async Task<string?> Find(string realm)
    {
        try
        {
            using var current = await keys.CurrentAsync(realm, CancellationToken.None);
            return current is null ? "There is no master key: make one with 'mote keys new'." : null;
        }
        catch (MasterKeyException failure)
        {
            return failure.Message;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Realm {Realm} has no current master key, and what is under it is refused: {Fault}")]
    private partial void LogMissing(string realm, string fault);

    [LoggerMessage(2, LogLevel.Information, "Realm {Realm} has its current master key again")]
    private partial void LogMended(string realm);
}
