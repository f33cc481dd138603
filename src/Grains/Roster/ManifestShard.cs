using System.Runtime.CompilerServices;
using Mote.Abstractions.Audit;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Abstractions.Roster;
using Mote.Grains.Keys;
using Mote.Protocol;

namespace Mote.Grains.Roster;

/// <summary>
/// One shard of a realm's manifest. A change is durable in the head before the identity's record is written; the row, the
/// name and the tombstone follow behind, and until they have, the head says what they will be. docs/manifest.md has the order
/// of writes and what a stop between any two leaves. For one activation; not thread-safe beyond its scheduler.
/// </summary>
internal sealed class ManifestShard : IDisposable
{
    private readonly ManifestStore _store;
    private readonly MasterKeys _keys;
    private readonly ShardKey _key;
    private readonly ShardSurroundings _around;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, OpenSubject> _open = new(StringComparer.Ordinal);
    private readonly ShardHead _head;
    private readonly ManifestSecret _secret;
    private readonly ShardBehind _behind;
    private readonly OwedEntries _owed;
    private FormerShard? _former;
    private Task? _moving;
    private Task? _resuming;
    private bool _hasLeft;

    private ManifestShard(ManifestStore store, MasterKeys keys, ShardKey key, ShardSurroundings around, TimeProvider time, ManifestRecord<ManifestHead> head, FormerShard? former, ManifestHead fresh)
    {
        (_store, _keys, _key, _around, _time, _former) = (store, keys, key, around, time, former);
        _head = new ShardHead(store, keys, head, fresh, Tidy, around.StoreFailed);
        _secret = new ManifestSecret(_head.Current.Secret);
        Names = new NameIndex(store, key);
        if (former is not null)
            Names.Lay(former.Names);
        _behind = new ShardBehind(store, keys, key, _head, _secret, Names, _open, IsUntidy, around, time);
        _owed = new OwedEntries(key, around, _head.Current);
    }

    /// <summary>Whether anything of the shard is stored.</summary>
    public bool Exists => _head.Exists || _former is not null;

    /// <summary>The head, as it was last stored.</summary>
    public ManifestHead Head => _head.Current;

    /// <summary>The names.</summary>
    public NameIndex Names { get; }

    /// <summary>Opens a shard. Reads its head, or the one record that it was, and writes nothing.</summary>
    /// <exception cref="MoteException">It is refused; the code says by which rule.</exception>
    public static async Task<ManifestShard> Load(ManifestStore store, MasterKeys keys, ShardKey key, ShardSurroundings around, TimeProvider time, CancellationToken cancellationToken)
    {
        var head = await store.Read(ManifestStore.HeadOf(key), cancellationToken);
        if (head.Value is { Form: not ManifestForm.Moving })
            return new ManifestShard(store, keys, key, around, time, head, null, head.Value);

        var record = await store.Read(ManifestStore.FormerOf(key), cancellationToken);
        if (record.Value is not null)
        {
            var former = new FormerShard(head.Value ?? ManifestHead.New(), record.Value, record.MasterKeyVersion);
            head.Value = head.Value is null ? null : former.Head;
            return new ManifestShard(store, keys, key, around, time, head, former, former.Head);
        }

        if (head.Value is not null || (await store.Read(ManifestStore.NamesOf(key, 0), cancellationToken)).Value is not null)
            throw new MoteException(ProblemCode.StateRolledBack, $"Shard {key.Owner} of the realm's manifest is missing, and the names in it are not: restore it from a backup.");
        return new ManifestShard(store, keys, key, around, time, head, null, ManifestHead.New());
    }

    /// <summary>Announces that a record is about to be written.</summary>
    public Task Intend(string subject, ManifestLine line, AuditEvent? entry) => Announce(subject, entry, (_, _) => ManifestRow.Of(line));

    /// <summary>Announces that somebody is about to be erased.</summary>
    public Task IntendErasure(string subject, Guid[] operations, AuditEvent? entry) => Announce(subject, entry, (head, open) =>
    {
        var revision = open.Later.Select(change => change.Next).Append(open.Settled).Max(row => row?.Revision ?? 0);
        var hidden = operations.Select(operation => _secret.Hide(subject, operation)).ToArray();
        // Erased once more, as where a record was put back: what is known of the person stays known.
        var stone = open.Applied?.Tombstone ?? new Tombstone(head.Tombstones, 0, []);
        return new ManifestRow { Tombstone = stone with { Revision = revision, Operations = hidden is [] ? stone.Operations : hidden } };
    });

    /// <summary>A record was written; completes once the trail has the entry, or failed.</summary>
    public async Task Settle(string subject, ManifestLine line)
    {
        // In the old form all of its lines are known until the next change, and nothing is written for a question.
        if (_former is not null)
            return;
        var open = await Open(subject);
        if (open.Settled?.Line?.Revision == line.Revision)
            return;
        if (At() < 0)
            await Intend(subject, line, null);
        await Settle(open, At());

        int At() => open.Later.FindIndex(change => change.Next.Line?.Revision == line.Revision);
    }

    /// <summary>Somebody was erased.</summary>
    public async Task Strike(string subject)
    {
        await BecomeRows();
        var open = await Open(subject);
        if (open is { Applied.Line: null, Later: [] })
            return;
        if (At() < 0)
            await IntendErasure(subject, [], null);
        await Settle(open, At());

        int At() => open.Later.FindLastIndex(change => change.Next.Line is null);
    }

    /// <summary>Counts an enrolment that failed.</summary>
    public async Task CountRefusal(string code)
    {
        await BecomeRows();
        await _head.Change(head => head with
        {
            Refusals = new Dictionary<string, int>(head.Refusals, StringComparer.Ordinal) { [code] = head.Refusals.GetValueOrDefault(code) + 1 },
        });
    }

    /// <summary>The records that a subject may have, the latest last.</summary>
    public async Task<ManifestLine[]> Lines(string subject) =>
        await Known(subject) is { } open ? open.Lines : (await Row(subject)).Value?.Line is { } line ? [line] : [];

    /// <summary>Whether an operation enrolled somebody of that name who was erased since.</summary>
    public async Task<bool> WasErased(string subject, Guid operation)
    {
        var row = await Known(subject) is { } open ? open.Settled : (await Row(subject)).Value;
        return row?.Tombstone?.Operations.Contains(_secret.Hide(subject, operation)) == true;
    }

    /// <summary>Whose numbers these are.</summary>
    public async Task<Dictionary<Guid, string>> NamesOf(Guid[] people, CancellationToken cancellationToken)
    {
        if (!Exists)
            return [];
        await OpenAll();
        var names = await Names.NamesOf(people, cancellationToken);
        foreach (var open in _open.Values)
        {
            foreach (var (person, _) in names.Where(known => known.Value == open.Subject).ToArray())
                names.Remove(person);
            if (open.Lines is [.., { Person: var number }] && people.Contains(number))
                names[number] = open.Subject;
        }

        return names;
    }

    /// <summary>Enrolled subjects.</summary>
    public async Task<int> Count(CancellationToken cancellationToken)
    {
        await Reconcile(cancellationToken);
        return _head.Latest.Enrolled + _open.Values.Sum(open => (open.IsListed ? 1 : 0) - (open.Applied?.Line is null ? 0 : 1));
    }

    /// <summary>Enrolled subjects behind a name.</summary>
    public async Task<string[]> List(string? after, int limit, CancellationToken cancellationToken)
    {
        await Reconcile(cancellationToken);
        return await Listed(after, cancellationToken).Take(limit).ToArrayAsync(cancellationToken);
    }

    /// <summary>How many records need each version of the master key.</summary>
    public async Task<Dictionary<int, int>> KeyUse()
    {
        if (!Exists)
            return [];
        await OpenAll();
        IEnumerable<int> own = _former is { MasterKeyVersion: var version } ? [version] : Head.SealedUnder;
        return _open.Values
            .SelectMany(open => open.Lines.Except([open.Applied?.Line]).Select(line => line!.MasterKeyVersion))
            .Concat(own)
            .Select(needed => KeyValuePair.Create(needed, 1))
            .Concat(_head.Latest.KeyUse)
            .GroupBy(use => use.Key, use => use.Value)
            .ToDictionary(use => use.Key, use => use.Sum());
    }

    /// <summary>Subjects with a record under an older master key.</summary>
    public async Task<string[]> SealedBefore(int masterKeyVersion, CancellationToken cancellationToken)
    {
        await Reconcile(cancellationToken);
        if (!_head.Latest.KeyUse.Keys.Any(version => version < masterKeyVersion) && _open.Count == 0)
            return [];
        List<string> found = [];
        await foreach (var (subject, lines) in Everybody(cancellationToken))
        {
            if (lines.Any(line => line.MasterKeyVersion < masterKeyVersion))
                found.Add(subject);
        }

        return [.. found];
    }

    /// <summary>Everybody of whom the manifest knows a record, with those that it may be, in no order.</summary>
    public async IAsyncEnumerable<(string Subject, ManifestLine[] Lines)> Everybody([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Exists)
            yield break;
        await OpenAll();
        foreach (var open in _open.Values.ToArray())
        {
            if (open.Lines is { Length: > 0 } lines)
                yield return (open.Subject, lines);
        }

        HashSet<string> told = [.. _open.Keys];
        await foreach (var names in Names.After(null, cancellationToken).Where(name => !told.Contains(name.Name)).Chunk(ShardBehind.AtOnce).WithCancellation(cancellationToken))
        {
            var lines = await Task.WhenAll(names.Select(name => Lines(name.Name)));
            foreach (var (name, of) in names.Zip(lines).Where(pair => pair.Second is not []))
                yield return (name.Name, of);
        }
    }

    /// <summary>Seals some of what is not yet under this master key.</summary>
    /// <returns>Whether all is.</returns>
    public async Task<bool> RekeySome(int masterKeyVersion, CancellationToken cancellationToken)
    {
        if (!Exists)
            return true;
        await BecomeRows();
        return await _behind.RekeySome(masterKeyVersion, cancellationToken);
    }

    /// <summary>Reads everything, and says the first thing that is not as it was written.</summary>
    /// <param name="digestOf">The digest of the record that is stored for a subject; null for none.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public async Task<ManifestCheck> Check(Func<string, Task<byte[]?>> digestOf, CancellationToken cancellationToken)
    {
        await Reconcile(cancellationToken);
        var fault = Exists ? await new ShardCheck(_store, _key, _secret, _head, Names, _open, _former, digestOf).Fault(cancellationToken) : null;
        return new ManifestCheck(Stamp(Head), Head.Noted, Head.Enrolled, fault?.Code, fault?.Reason, fault?.Subject);
    }

    /// <summary>Ends what is under way. What was not written is announced by the head.</summary>
    public Task Stop() => _behind.Stop();

    /// <inheritdoc/>
    public void Dispose() => _behind.Dispose();

    private ManifestStamp Stamp(ManifestHead head) => new(_key.Shard, head.Counter, _head.Exists ? _secret.StampOf(head) : []);

    private async Task Announce(string subject, AuditEvent? entry, Func<ManifestHead, OpenSubject, ManifestRow> next)
    {
        await BecomeRows();
        var open = await Open(subject);
        open.Holds++;
        try
        {
            await _head.Change(head =>
            {
                _open[subject] = open;
                var (before, row) = (open.Applied, next(head, open));
                var after = head.After(_secret, subject, before, row);
                var change = new PendingChange(subject, row, _secret.MarkOf(_secret.AddressOf(subject), open.Settled)) { Counter = after.Counter };
                open.Announce(change);
                after = after with { Pending = [.. head.Pending, change], Tombstones = Math.Max(head.Tombstones, row.Tombstone?.Number + 1 ?? 0) };
                if (entry is null)
                    return after;
                var owed = new OwedEntry(after.Counter, _time.GetUtcNow(), entry, _secret.StampOf(after));
                _owed.Announce(owed);
                return after with { Owed = [.. head.Owed, owed] };
            });
        }
        finally
        {
            open.Holds--;
        }
    }

    private async Task Settle(OpenSubject open, int at)
    {
        if (at < 0)
            return;
        var made = Settled(open, at);
        _behind.Start();
        await _owed.Pay(made);
    }

    /// <summary>One of the announced changes came about, and those before it did not.</summary>
    /// <returns>Its counter.</returns>
    private long Settled(OpenSubject open, int at)
    {
        foreach (var before in open.Later[..at])
            _owed.Cancel(before.Counter);
        var made = open.Later[at].Counter;
        _owed.FallDue(made);
        open.Settle(at);
        return made;
    }

    /// <summary>Settles the intents that a stopped silo or a failed write left behind, by what the identities say.</summary>
    private async Task Reconcile(CancellationToken cancellationToken)
    {
        await OpenAll();
        var asked = _open.Values.Where(open => open is { Later.Count: > 0, IsConfirmed: false }).Select(open => (Open: open, Last: open.Later[^1])).ToArray();
        var presences = await Task.WhenAll(asked.Select(one => _around.Presence(one.Open.Subject, cancellationToken)));
        foreach (var ((open, last), presence) in asked.Zip(presences))
        {
            // Something happened while it was asked.
            if (open.Later is [] || open.Later[^1] != last)
                continue;
            if (presence == Presence.Enrolled && open.Settled?.Line is null && open.Later is [{ Next.Line: not null }])
                Settled(open, 0);
            else if (presence == Presence.Enrolled)
                open.IsConfirmed = true;
            else if (presence == Presence.Absent && last.Next.Line is null)
                Settled(open, open.Later.Count - 1);
            else if (presence == Presence.Absent && open.Settled?.Line is null && _former is null)
                await Abandon(open);
        }

        if (_former is not null)
            return;
        _behind.Start();
        await _owed.PayAll();
    }

    /// <summary>An enrolment that was announced and never came about: nobody is there.</summary>
    private async Task Abandon(OpenSubject open) => await _head.Change(head =>
    {
        var (before, abandoned) = (open.Applied, open.Later.ToArray());
        open.Later.Clear();
        foreach (var change in abandoned)
            _owed.Cancel(change.Counter);
        return head.After(_secret, open.Subject, before, open.Settled) with { Pending = [.. head.Pending.Except(abandoned)] };
    });

    private async IAsyncEnumerable<string> Listed(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!Exists)
            yield break;
        // Of those whose name may not be in the lists yet, or no longer, their own state says whether they are listed.
        var others = new SortedSet<string>(_open.Values.Where(open => open.IsListed && (after is null || string.CompareOrdinal(open.Subject, after) > 0)).Select(open => open.Subject), StringComparer.Ordinal);
        HashSet<string> own = [.. _open.Keys];
        await foreach (var (name, _) in Names.After(after, cancellationToken))
        {
            while (others.Min is { } before && string.CompareOrdinal(before, name) < 0)
            {
                others.Remove(before);
                yield return before;
            }

            if (!own.Contains(name))
                yield return name;
        }

        foreach (var left in others)
            yield return left;
    }

    private async Task<OpenSubject?> Known(string subject) => _open.ContainsKey(subject) || _head.Latest.Announces(subject) ? await Open(subject) : null;

    private async Task<OpenSubject> Open(string subject)
    {
        if (_open.TryGetValue(subject, out var known))
            return known;
        var row = await Row(subject);
        if (_open.TryGetValue(subject, out known))
            return known;
        var open = new OpenSubject(subject, row);
        var address = _secret.AddressOf(subject);
        var mark = _secret.MarkOf(address, row.Value);
        var announced = _head.Latest.Pending.Where(change => change.Subject == subject).ToArray();
        var done = Array.FindLastIndex(announced, change => _owed.IsDue(change.Counter) || _secret.MarkOf(address, change.Next).AsSpan().SequenceEqual(mark));
        open.TakeUp(announced, done);
        foreach (var (at, change) in announced[..(done + 1)].Index())
        {
            if (at == done)
                _owed.FallDue(change.Counter);
            else
                _owed.Cancel(change.Counter);
        }

        return _open[subject] = open;
    }

    private async Task OpenAll()
    {
        foreach (var subject in _head.Latest.Pending.Select(change => change.Subject).Where(subject => !_open.ContainsKey(subject)).Distinct().ToArray())
            await Open(subject);
    }

    private async Task<ManifestRecord<ManifestRow>> Row(string subject)
    {
        var row = ManifestStore.RowOf(_key, _secret.AddressOf(subject));
        if (_former is not null)
            row.Value = _former.Rows.GetValueOrDefault(subject);
        else if (_head.Exists)
            await _store.Read(row, CancellationToken.None);
        return row;
    }

    /// <summary>Brings the shard into this form, if it is not, before its first change.</summary>
    private async Task BecomeRows()
    {
        if (_former is { } former)
            await (_moving is { IsCompleted: false } moving ? moving : _moving = Move(former));
        else if (Head.Form == ManifestForm.Leaving && _moving is null)
            await (_moving = Leave());
        else if (_moving is not null)
            await _moving;
        _resuming ??= Resume();
    }

    /// <summary>The secret first, without which no row is found again; then rows and names, which nobody asks yet; then the word that they are asked; and the old record last.</summary>
    private async Task Move(FormerShard former)
    {
        // What an attempt before has left is written over; otherwise nothing can be there.
        var isAgain = _head.Exists;
        await _head.Change(head => head with { Form = ManifestForm.Moving });
        using (var master = await _keys.Of(_key.Realm, _head.MasterKeyVersion, CancellationToken.None))
        {
            try
            {
                foreach (var some in former.Rows.Chunk(ShardBehind.AtOnce))
                    await Task.WhenAll(some.Select(row => Write(row.Key, row.Value)));
                await Names.Store(master);
            }
            catch (Exception failure) when (failure is not MoteException)
            {
                _around.StoreFailed(failure);
                throw new MoteException(ProblemCode.StorageUnavailable, "The store did not take the realm's manifest in its new form: try again.");
            }

            async Task Write(string subject, ManifestRow row)
            {
                var record = ManifestStore.RowOf(_key, _secret.AddressOf(subject));
                if (isAgain)
                    await _store.Find(record);
                await _store.Write(record, row, master);
            }
        }

        await _head.Change(head => head with { Form = ManifestForm.Leaving });
        _open.Clear();
        _former = null;
        await Leave();
    }

    private async Task Leave()
    {
        try
        {
            var former = ManifestStore.FormerOf(_key);
            await _store.Find(former);
            await _store.Clear(former);
        }
        catch (Exception failure)
        {
            _around.StoreFailed(failure);
            throw new MoteException(ProblemCode.StorageUnavailable, "The store did not delete the realm's manifest in its old form: try again.");
        }

        // Said by the change that waits for this, with the same write.
        _hasLeft = true;
    }

    /// <summary>Goes on with what an activation before did not end.</summary>
    private async Task Resume()
    {
        try
        {
            await OpenAll();
            _behind.Start();
            await _owed.PayAll();
        }
        catch (Exception failure)
        {
            _around.Delayed(failure);
        }
    }

    /// <summary>Leaves out of the head what is in the rows and lists.</summary>
    private ManifestHead Tidy(ManifestHead head)
    {
        PendingChange[] pending = [.. head.Pending.Where(change => !IsDone(change))];
        foreach (var done in _open.Values.Where(open => open is { IsWritten: true, Later: [], Holds: 0 } && !Array.Exists(pending, change => change.Subject == open.Subject)).ToArray())
            _open.Remove(done.Subject);
        return head with { Pending = pending, Noted = _owed.Noted, Owed = _owed.Left(head.Owed), Form = _hasLeft ? ManifestForm.Rows : head.Form };
    }

    private bool IsDone(PendingChange change) => _open.TryGetValue(change.Subject, out var open) && open.IsWritten && !open.Later.Contains(change);

    /// <summary>Whether a write of the head would only say that something is done.</summary>
    private bool IsUntidy() => _former is null && (Array.Exists(Head.Pending, IsDone) || Array.Exists(Head.Owed, _owed.IsOver) || _owed.Noted > Head.Noted);
}
