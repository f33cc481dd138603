using System.Runtime.CompilerServices;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Roster;
using Mote.Grains.Keys;
using Mote.Grains.Stored;
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
    private readonly ShardKey _key;
    private readonly ShardHead _head;
    private readonly ManifestSecret _secret;
    private readonly OwedEntries _owed;
    private readonly ShardMove _move;
    private readonly OpenSubjects _open;
    private readonly ShardPeople _people;
    private readonly ShardBehind _behind;

    private ManifestShard(ManifestStore store, MasterKeys keys, ShardKey key, ShardSurroundings around, TimeProvider time, StoredState<ManifestHead> head, FormerShard? former, ManifestHead fresh)
    {
        (_store, _key) = (store, key);
        _head = new ShardHead(store, keys, head, fresh, Tidy, around.StoreFailed);
        _secret = new ManifestSecret(_head.Current.Secret);
        Names = new NameIndex(store, key);
        if (former is not null)
            Names.Lay(former.Names);
        _owed = new OwedEntries(key, around, _head.Current);
        _move = new ShardMove(store, keys, key, _head, _secret, Names, former, around.StoreFailed);
        _open = new OpenSubjects(store, key, _head, _secret, _owed, () => _move.Former);
        _people = new ShardPeople(_open, Names);
        _behind = new ShardBehind(store, keys, key, _head, _secret, Names, _open, IsUntidy, around, time);
        Changes = new ShardChanges(_head, _secret, _open, _owed, _move, _behind, around, time);
    }

    /// <summary>Whether anything of the shard is stored.</summary>
    public bool Exists => _head.Exists || _move.Former is not null;

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

    /// <inheritdoc cref="ShardChanges"/>
    public ShardChanges Changes { get; }

    /// <summary>Counts an enrolment that failed.</summary>
    public async Task CountRefusal(string code)
    {
        await Changes.BecomeRows();
        await _head.Change(head => head with
        {
            Refusals = new Dictionary<string, int>(head.Refusals, StringComparer.Ordinal) { [code] = head.Refusals.GetValueOrDefault(code) + 1 },
        });
    }

    /// <summary>The records that a subject may have, the latest last.</summary>
    public Task<ManifestLine[]> Lines(string subject) => _people.Lines(subject);

    /// <summary>Whose numbers these are.</summary>
    public async Task<Dictionary<Guid, string>> NamesOf(Guid[] people, CancellationToken cancellationToken)
    {
        if (!Exists)
            return [];
        await _open.OpenAll();
        return await _people.NamesOf(people, cancellationToken);
    }

    /// <summary>Enrolled subjects.</summary>
    public async Task<int> Count(CancellationToken cancellationToken)
    {
        await Changes.Reconcile(cancellationToken);
        return _head.Latest.Enrolled + _open.All.Sum(open => (open.IsListed ? 1 : 0) - (open.Applied?.Line is null ? 0 : 1));
    }

    /// <summary>Enrolled subjects behind a name.</summary>
    public async Task<string[]> List(string? after, int limit, CancellationToken cancellationToken)
    {
        await Changes.Reconcile(cancellationToken);
        return Exists ? await _people.After(after, cancellationToken).Take(limit).ToArrayAsync(cancellationToken) : [];
    }

    /// <summary>Some of the names as they lie, settling nothing.</summary>
    public async Task<string[]> Some(int limit, CancellationToken cancellationToken) =>
        Exists ? await Names.After(null, cancellationToken).Take(limit).Select(listed => listed.Name).ToArrayAsync(cancellationToken) : [];

    /// <summary>How many records need each version of the master key.</summary>
    public async Task<Dictionary<int, int>> KeyUse()
    {
        if (!Exists)
            return [];
        await _open.OpenAll();
        IEnumerable<int> own = _move.Former is { MasterKeyVersion: var version } ? [version] : Head.SealedUnder;
        return _open.All
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
        await Changes.Reconcile(cancellationToken);
        if (!_head.Latest.KeyUse.Keys.Any(version => version < masterKeyVersion) && _open.All.Count == 0)
            return [];
        List<string> found = [];
        await foreach (var (subject, lines) in _people.Everybody(cancellationToken))
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
        await _open.OpenAll();
        await foreach (var one in _people.Everybody(cancellationToken))
            yield return one;
    }

    /// <summary>Seals some of what is not yet under this master key.</summary>
    /// <returns>Whether all is.</returns>
    public async Task<bool> RekeySome(int masterKeyVersion, CancellationToken cancellationToken)
    {
        if (!Exists)
            return true;
        await Changes.BecomeRows();
        return await _behind.RekeySome(masterKeyVersion, cancellationToken);
    }

    /// <summary>Reads everything, and says the first thing that is not as it was written.</summary>
    /// <param name="digestOf">The digest of the record that is stored for a subject; null for none.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public async Task<ManifestCheck> Check(Func<string, Task<byte[]?>> digestOf, CancellationToken cancellationToken)
    {
        await Changes.Reconcile(cancellationToken);
        var fault = Exists ? await new ShardCheck(_store, _key, _secret, _head, Names, _open, _move.Former, digestOf).Fault(cancellationToken) : null;
        return new ManifestCheck(Stamp(Head), Head.Noted, Head.Enrolled, fault?.Code, fault?.Reason, fault?.Subject);
    }

    /// <summary>Ends what is under way. What was not written is announced by the head.</summary>
    public async Task Stop()
    {
        await _owed.Stop();
        await _behind.Stop();
        await _head.Stop();
    }

    /// <inheritdoc/>
    public void Dispose() => _behind.Dispose();

    private ManifestStamp Stamp(ManifestHead head) => new(_key.Shard, head.Counter, _head.Exists ? _secret.StampOf(head) : []);

    /// <summary>Leaves out of the head what is in the rows and lists.</summary>
    private ManifestHead Tidy(ManifestHead head)
    {
        PendingChange[] pending = [.. head.Pending.Where(change => !_open.IsDone(change))];
        _open.Close(pending);
        return head with { Pending = pending, Noted = _owed.Noted, Owed = _owed.Left(head.Owed), Form = _move.HasLeft ? ManifestForm.Rows : head.Form };
    }

    /// <summary>Whether a write of the head would only say that something is done.</summary>
    private bool IsUntidy() => _move.Former is null && (Array.Exists(Head.Pending, _open.IsDone) || Array.Exists(Head.Owed, _owed.IsOver) || _owed.Noted > Head.Noted);
}
