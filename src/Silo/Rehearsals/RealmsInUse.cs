using Microsoft.Extensions.Options;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Mailbox;
using Mote.Grains.Roster;
using Mote.Service;
using Mote.Service.Access;

namespace Mote.Silo.Rehearsals;

/// <summary>The realms that somebody has a key to: their rosters and trails are read before their first caller would wait for it.</summary>
internal sealed partial class RealmsInUse(IOptionsMonitor<ApiKeyOptions> keys, MoteService service, ICallers callers, Roster roster, AuditWriter audit, RealmFigures figures, ILogger<RealmsInUse> log)
{
    /// <summary>Reads what every decision of a realm needs. What a realm's own damage or missing key prevents is told to its callers, and keeps no other from being served.</summary>
    public async Task Open(CancellationToken cancellationToken)
    {
        // As their first requests will be: the rehearsal's own key is no configured one.
        foreach (var key in keys.CurrentValue.ApiKeys.Where(key => key.CertificateSha256 is null))
            callers.Recall(key.Sha256);
        foreach (var realm in service.Realms)
        {
            Caller.Current = Caller.Service(realm, "reads what every decision needs");
            try
            {
                // A question that settles nothing: what a stop left undone is settled when somebody first asks for the people.
                await roster.Refusals(realm, cancellationToken);
                await audit.In(realm).Tail(cancellationToken);
                figures.Begin(realm);
            }
            // Whatever it is: the store answers, or the rehearsal had failed, so it is this realm's own.
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogClosed(realm, failure);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Realm {Realm} cannot be served as it is")]
    private partial void LogClosed(string realm, Exception failure);
}
