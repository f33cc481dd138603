using Mote.Grains.Stored;

namespace Mote.Grains.Roster;

/// <summary>
/// Those of a shard whose rows are being changed, or were announced to be; of everybody else the stored row says what is so.
/// For one activation; not thread-safe beyond its scheduler.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="shard">The shard.</param>
/// <param name="head">Announces changes.</param>
/// <param name="secret">Finds and marks rows.</param>
/// <param name="owed">The entries of announced changes.</param>
/// <param name="former">The shard in the form of one record, which has no rows; null once it has.</param>
internal sealed class OpenSubjects(ManifestStore store, ShardKey shard, ShardHead head, ManifestSecret secret, OwedEntries owed, Func<FormerShard?> former)
{
    private readonly Dictionary<string, OpenSubject> _open = new(StringComparer.Ordinal);

    /// <summary>Those who were opened.</summary>
    public IReadOnlyCollection<OpenSubject> All => _open.Values;

    /// <summary>Their names.</summary>
    public IReadOnlyCollection<string> Names => _open.Keys;

    /// <summary>Somebody who was opened; null for anybody else.</summary>
    public OpenSubject? Find(string subject) => _open.GetValueOrDefault(subject);

    /// <summary>Somebody of whom something is announced; null for anybody else.</summary>
    public async Task<OpenSubject?> Known(string subject) => _open.ContainsKey(subject) || head.Latest.Announces(subject) ? await Open(subject) : null;

    /// <summary>Opens somebody: what is announced of them is taken up as far as the stored row does not show that it was done.</summary>
    public async Task<OpenSubject> Open(string subject)
    {
        if (_open.TryGetValue(subject, out var known))
            return known;
        var row = await Row(subject);
        if (_open.TryGetValue(subject, out known))
            return known;
        var address = secret.AddressOf(subject);
        var mark = secret.MarkOf(address, row.Value);
        var announced = head.Latest.Pending.Where(change => change.Subject == subject).ToArray();
        var done = Array.FindLastIndex(announced, change => owed.IsDue(change.Counter) || secret.MarkOf(address, change.Next).AsSpan().SequenceEqual(mark));
        foreach (var change in announced[..Math.Max(0, done)])
            owed.Cancel(change.Counter);
        if (done >= 0)
            owed.FallDue(announced[done].Counter);
        var open = new OpenSubject(subject, row);
        open.TakeUp(announced, done);
        return _open[subject] = open;
    }

    /// <summary>Opens all of whom something is announced.</summary>
    public async Task OpenAll()
    {
        foreach (var subject in head.Latest.Pending.Select(change => change.Subject).Where(subject => !_open.ContainsKey(subject)).Distinct().ToArray())
            await Open(subject);
    }

    /// <summary>Keeps somebody whose change is being announced.</summary>
    public void Keep(OpenSubject open) => _open[open.Subject] = open;

    /// <summary>Forgets those of whom nothing is left to be written.</summary>
    /// <param name="pending">What stays announced.</param>
    public void Close(IReadOnlyCollection<PendingChange> pending)
    {
        foreach (var done in _open.Values.Where(open => open is { IsWritten: true, Later: [], Holds: 0 } && !pending.Any(change => change.Subject == open.Subject)).ToArray())
            _open.Remove(done.Subject);
    }

    /// <summary>Forgets everybody, for the stored rows are others now.</summary>
    public void Forget() => _open.Clear();

    /// <summary>Whether an announced change is in the rows and lists.</summary>
    public bool IsDone(PendingChange change) => Find(change.Subject) is { IsWritten: true } open && !open.Later.Contains(change);

    /// <summary>The stored row of a subject.</summary>
    public async Task<StoredState<ManifestRow>> Row(string subject)
    {
        var row = ManifestStore.RowOf(shard, secret.AddressOf(subject));
        if (former() is { } one)
            row.Value = one.Rows.GetValueOrDefault(subject);
        else if (head.Exists)
            await store.Read(row, CancellationToken.None);
        return row;
    }
}
