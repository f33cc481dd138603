using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Roster;
using Mote.Protocol;

namespace Mote.Grains.Roster;

/// <summary>
/// Announces changes, and settles what became of them: by what whoever made them says, or, where a silo was stopped, by what
/// the identities say. For one activation; not thread-safe beyond its scheduler.
/// </summary>
/// <param name="head">Announces.</param>
/// <param name="secret">Marks rows and hides operations.</param>
/// <param name="open">Those who are being changed.</param>
/// <param name="owed">The entries of announced changes.</param>
/// <param name="move">Brings the shard into rows first.</param>
/// <param name="behind">Writes rows and lists of what is settled.</param>
/// <param name="around">Asks the identities.</param>
/// <param name="time">Tells when.</param>
internal sealed class ShardChanges(
    ShardHead head, ManifestSecret secret, OpenSubjects open, OwedEntries owed, ShardMove move, ShardBehind behind, ShardSurroundings around, TimeProvider time)
{
    private Task? _resuming;

    /// <summary>Announces that a record is about to be written.</summary>
    /// <exception cref="MoteException">It would be the first, by an operation that enrolled somebody of that name who was erased since.</exception>
    public async Task Intend(string subject, ManifestLine line, AuditEvent? entry, Guid? enrols)
    {
        if (enrols is { } operation)
            await RequireInTime(subject, operation);
        await Announce(subject, entry, (_, _) => ManifestRow.Of(line));
    }

    /// <summary>Announces that somebody is about to be erased.</summary>
    public Task IntendErasure(string subject, Guid[] operations, AuditEvent? entry) => Announce(subject, entry, (before, changed) =>
    {
        var revision = changed.Later.Select(change => change.Next).Append(changed.Settled).Max(row => row?.Revision ?? 0);
        var hidden = operations.Select(operation => secret.Hide(subject, operation)).ToArray();
        // Erased once more, as where a record was put back: what is known of the person stays known.
        var stone = changed.Applied?.Tombstone ?? new Tombstone(before.Tombstones, 0, []);
        return new ManifestRow { Tombstone = stone with { Revision = revision, Operations = hidden is [] ? stone.Operations : hidden } };
    });

    /// <summary>A record was written; completes once the trail has the entry, or failed.</summary>
    public async Task Settle(string subject, ManifestLine line)
    {
        // In the old form all of its lines are known until the next change, and nothing is written for a question.
        if (move.Former is not null)
            return;
        var changed = await open.Open(subject);
        if (changed.Settled?.Line?.Revision == line.Revision)
        {
            // Found by the row, or by what the identity said, before.
            await owed.PayAll();
            return;
        }

        if (At() < 0)
            await Intend(subject, line, null, null);
        await Settle(changed, At());

        int At() => changed.Later.FindIndex(change => change.Next.Line?.Revision == line.Revision);
    }

    /// <summary>Somebody was erased.</summary>
    public async Task Strike(string subject)
    {
        await BecomeRows();
        var changed = await open.Open(subject);
        if (changed is { Applied.Line: null, Later: [] })
            return;
        if (At() < 0)
            await IntendErasure(subject, [], null);
        await Settle(changed, At());

        int At() => changed.Later.FindLastIndex(change => change.Next.Line is null);
    }

    /// <summary>Goes on with what an activation before did not end: nobody waits for it.</summary>
    public void GoOn() => _resuming ??= Resume();

    /// <summary>Settles the intents that a stopped silo or a failed write left behind, by what the identities say.</summary>
    public async Task Reconcile(CancellationToken cancellationToken)
    {
        await open.OpenAll();
        var asked = open.All.Where(changed => changed is { Later.Count: > 0, IsConfirmed: false }).Select(changed => (Changed: changed, Last: changed.Later[^1])).ToArray();
        var presences = await Task.WhenAll(asked.Select(one => around.Presence(one.Changed.Subject, cancellationToken)));
        foreach (var ((changed, last), presence) in asked.Zip(presences))
        {
            // Something happened while it was asked.
            if (changed.Later is [] || changed.Later[^1] != last)
                continue;
            if (presence == Presence.Enrolled && changed.Settled?.Line is null && changed.Later is [{ Next.Line: not null }])
                Settled(changed, 0);
            else if (presence == Presence.Enrolled)
                changed.IsConfirmed = true;
            else if (presence == Presence.Absent && last.Next.Line is null)
                Settled(changed, changed.Later.Count - 1);
            else if (presence == Presence.Absent && changed.Settled?.Line is null && move.Former is null)
                await Abandon(changed);
        }

        if (move.Former is not null)
            return;
        behind.Start();
        await owed.PayAll();
    }

    /// <summary>Brings the shard into rows, if it is not, before its first change; and what an activation before did not end goes on.</summary>
    public async Task BecomeRows()
    {
        await move.Run(open.Forget);
        GoOn();
    }

    private async Task RequireInTime(string subject, Guid operation)
    {
        await BecomeRows();
        if ((await open.Open(subject)).Applied?.Tombstone?.Operations.Contains(secret.Hide(subject, operation)) == true)
            throw new MoteException(ProblemCode.OperationReused, "That operation (Idempotency-Key) enrolled somebody here who was erased since, and a late repetition enrols nobody: send an enrolment of today under an id of its own.");
    }

    private async Task Announce(string subject, AuditEvent? entry, Func<ManifestHead, OpenSubject, ManifestRow> next)
    {
        await BecomeRows();
        var changed = await open.Open(subject);
        changed.Holds++;
        try
        {
            await head.Change(before =>
            {
                open.Keep(changed);
                var row = next(before, changed);
                var after = before.After(secret, subject, changed.Applied, row);
                var change = new PendingChange(subject, row, secret.MarkOf(secret.AddressOf(subject), changed.Settled)) { Counter = after.Counter };
                changed.Announce(change);
                after = after with { Pending = [.. before.Pending, change], Tombstones = Math.Max(before.Tombstones, row.Tombstone?.Number + 1 ?? 0) };
                if (entry is null)
                    return after;
                var told = new OwedEntry(after.Counter, time.GetUtcNow(), entry, secret.StampOf(after));
                owed.Announce(told);
                return after with { Owed = [.. before.Owed, told] };
            });
        }
        finally
        {
            changed.Holds--;
        }
    }

    private async Task Settle(OpenSubject changed, int at)
    {
        if (at < 0)
            return;
        var made = Settled(changed, at);
        behind.Start();
        await owed.Pay(made);
    }

    /// <summary>One of the announced changes came about, and those before it did not.</summary>
    /// <returns>Its counter.</returns>
    private long Settled(OpenSubject changed, int at)
    {
        foreach (var before in changed.Later[..at])
            owed.Cancel(before.Counter);
        var made = changed.Later[at].Counter;
        owed.FallDue(made);
        changed.Settle(at);
        return made;
    }

    /// <summary>An enrolment that was announced and never came about: nobody is there.</summary>
    private async Task Abandon(OpenSubject changed) => await head.Change(before =>
    {
        var (applied, abandoned) = (changed.Applied, changed.Later.ToArray());
        changed.Later.Clear();
        foreach (var change in abandoned)
            owed.Cancel(change.Counter);
        return before.After(secret, changed.Subject, applied, changed.Settled) with { Pending = [.. before.Pending.Except(abandoned)] };
    });

    private async Task Resume()
    {
        try
        {
            await Reconcile(CancellationToken.None);
        }
        catch (Exception failure)
        {
            around.Delayed(failure);
        }
    }
}
