using Microsoft.Extensions.Options;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Mailbox;
using Mote.Grains.Roster;
using Mote.Service;
using Mote.Service.Access;

namespace Mote.Silo.Rehearsals;

/// <summary>
/// The realms that somebody has a key to: their rosters and trails are read, and as many of their people opened as there is
/// time for, before their first caller would wait for it.
/// </summary>
internal sealed partial class RealmsInUse(
    IOptionsMonitor<ApiKeyOptions> keys, MoteService service, ICallers callers, IGrainFactory grains, Roster roster, AuditWriter audit, RealmFigures figures, ILogger<RealmsInUse> log)
{
    // A small site's people. Of a larger one somebody else may come first, who is opened then: some milliseconds.
    private const int People = 256;
    private const int AtOnce = 4;

    // What a start waits for people; everybody can be verified without.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Reads what every decision of a realm needs. What a realm's own damage or missing key prevents is told to its callers, and keeps no other from being served.</summary>
    public async Task Open(CancellationToken cancellationToken)
    {
        // As their first requests will be: the rehearsal's own key is no configured one.
        foreach (var key in keys.CurrentValue.ApiKeys.Where(key => key.CertificateSha256 is null))
            callers.Recall(key.Sha256);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        foreach (var realm in service.Realms)
        {
            Caller.Current = Caller.Service(realm, "reads what every decision needs");
            try
            {
                // A question that settles nothing: what a stop left undone is settled when somebody first asks for the people.
                await roster.Refusals(realm, cancellationToken);
                await audit.In(realm).Tail(cancellationToken);
                figures.Begin(realm);
                await OpenPeople(realm, patience.Token);
            }
            // Whatever it is: the store answers, or the rehearsal had failed, so it is this realm's own.
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogClosed(realm, failure);
            }
        }
    }

    /// <summary>Opens people until the patience is over. Nothing hangs on it: whoever is not opened, or cannot be, is when somebody asks for him.</summary>
    private async Task OpenPeople(string realm, CancellationToken patience)
    {
        try
        {
            var some = await roster.Some(realm, People, patience);
            await Parallel.ForEachAsync(some, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = patience }, async (subject, stop) =>
            {
                try
                {
                    await grains.GetGrain<IIdentityGrain>(new IdentityKey(realm, subject).ToString()).Describe(stop);
                }
                catch (MoteException)
                {
                    // His own record is refused: whoever asks for him is told.
                }
            });
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A silo of before that has the list does not know the question.
            LogUnopened(realm, failure.GetType());
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Realm {Realm} cannot be served as it is")]
    private partial void LogClosed(string realm, Exception failure);

    [LoggerMessage(2, LogLevel.Debug, "No people of realm {Realm} were opened before anybody asks for them: {Failure}")]
    private partial void LogUnopened(string realm, Type failure);
}
