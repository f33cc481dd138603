using Microsoft.Extensions.Options;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Protocol;
using Mote.Service.Realms;

namespace Mote.Silo.Audit.Anchors;

/// <summary>
/// Looks in the store, before anybody is answered, for the heads of trails that were noted outside of it last. Where one is not
/// there the store was put back, and the realm is closed. What cannot be compared stays closed, and is tried again.
/// </summary>
internal sealed partial class AnchorComparison(IOptions<AnchorOptions> options, AuditTrail trail, PutBackRealms realms, TimeProvider time, ILogger<AnchorComparison> log) : BackgroundService
{
    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.SuppressThrowing;

    // What a start waits for a store that does not answer; it goes on beside the silo.
    private static readonly TimeSpan StartWaits = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private Dictionary<string, AuditNote[]> _left = [];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _left = options.Value.File is { } file && File.Exists(file) ? NotedLast(File.ReadLines(file)) : [];
        foreach (var realm in _left.Keys)
            realms.Close(realm);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartWaits);
        await CompareAll(patience.Token);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_left.Count > 0 && !stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(Quietly);
            await CompareAll(stoppingToken);
        }
    }

    /// <summary>The last head of each chain, of those behind the word that what was noted before counts no more.</summary>
    private static Dictionary<string, AuditNote[]> NotedLast(IEnumerable<string> lines)
    {
        Dictionary<string, Dictionary<string, AuditNote>> noted = new(StringComparer.Ordinal);
        foreach (var line in lines.Select(AnchorLine.Parse).OfType<AnchorLine>())
        {
            if (line.Note is null)
                noted.Remove(line.Realm);
            else if (noted.TryGetValue(line.Realm, out var chains))
                chains[line.Note.Writer ?? ""] = line.Note;
            else
                noted[line.Realm] = new(StringComparer.Ordinal) { [line.Note.Writer ?? ""] = line.Note };
        }

        return noted.ToDictionary(realm => realm.Key, realm => realm.Value.Values.ToArray(), StringComparer.Ordinal);
    }

    private async Task CompareAll(CancellationToken cancellationToken)
    {
        foreach (var (realm, notes) in _left.ToArray())
        {
            try
            {
                Caller.Current = Caller.Service(realm, "looks for what was noted of the trail");
                var found = await Task.WhenAll(notes.Select(note => trail.Find(realm, note, cancellationToken)));
                if (Array.Find(found, note => note.State is AuditNoteState.Missing or AuditNoteState.Another) is { } gone)
                    LogPutBack(realm, gone.Reason!);
                else
                    realms.Open(realm);
                _left.Remove(realm);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            // Whatever keeps it from being compared: the store, its damage, a key that is not there. Closed it is already.
            catch (Exception failure)
            {
                LogNotCompared(realm, failure.GetType());
            }
        }
    }

    [LoggerMessage(1, LogLevel.Critical, "The store of realm {Realm} was put back: {Reason} Nobody is verified there. Restore the latest; or erase again who was erased since, say so by 'mote audit accept', and start the silo again")]
    private partial void LogPutBack(string realm, string reason);

    [LoggerMessage(2, LogLevel.Error, "The trail of realm {Realm} cannot be compared with what was noted of it outside ({Failure}): nobody is verified there until it can")]
    private partial void LogNotCompared(string realm, Type failure);
}
