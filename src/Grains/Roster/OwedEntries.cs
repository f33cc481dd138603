namespace Mote.Grains.Roster;

/// <summary>
/// The entries that a shard owes the audit trail. One is owed from the moment a change is announced, due once the change has
/// come about, and paid once the trail has it; one that was owed before this activation, or that the trail did not take, it
/// may have nevertheless, and looks first. For one activation; not thread-safe beyond its scheduler.
/// </summary>
internal sealed class OwedEntries
{
    private readonly ShardKey _shard;
    private readonly ShardSurroundings _around;
    private readonly Dictionary<long, Owed> _owed = [];
    private bool _isStopped;

    /// <summary>Takes up what a head says is owed.</summary>
    public OwedEntries(ShardKey shard, ShardSurroundings around, ManifestHead head)
    {
        (_shard, _around, Noted) = (shard, around, head.Noted);
        foreach (var entry in head.Owed)
            _owed[entry.Counter] = new Owed(entry) { IsDue = entry.IsDue, IsInDoubt = true, IsOver = !entry.IsDue && !Array.Exists(head.Pending, change => change.Counter == entry.Counter) };
    }

    /// <summary>The highest counter that the trail is known to hold.</summary>
    public long Noted { get; private set; }

    /// <summary>Whether anything is due.</summary>
    public bool IsAnyDue => _owed.Values.Any(owed => owed is { IsDue: true, IsOver: false });

    /// <summary>Whether a change is known to have come about whose entry is still owed.</summary>
    public bool IsDue(long counter) => _owed.GetValueOrDefault(counter) is { IsDue: true };

    /// <summary>A change is announced with this entry.</summary>
    public void Announce(OwedEntry entry) => _owed[entry.Counter] = new Owed(entry);

    /// <summary>A change came about; its entry, if it has one, can be paid.</summary>
    public void FallDue(long counter)
    {
        if (_owed.TryGetValue(counter, out var owed))
            owed.IsDue = true;
    }

    /// <summary>A change never came about, unless it is known that it did.</summary>
    public void Cancel(long counter)
    {
        if (_owed.TryGetValue(counter, out var owed))
            owed.IsOver |= !owed.IsDue;
    }

    /// <summary>Pays the entry of a change that came about. What fails stays owed: the change itself is made.</summary>
    public Task Pay(long counter) => _owed.GetValueOrDefault(counter) is { IsDue: true, IsOver: false } owed ? Pay(owed) : Task.CompletedTask;

    /// <summary>Waits for what is being paid, and pays nothing more: whoever takes over must find it in the trail.</summary>
    public Task Stop()
    {
        _isStopped = true;
        return Task.WhenAll(_owed.Values.Select(owed => owed.Paying).OfType<Task>().ToArray());
    }

    /// <summary>Pays all that is due.</summary>
    public Task PayAll() => Task.WhenAll(_owed.Values.Where(owed => owed is { IsDue: true, IsOver: false }).ToArray().Select(Pay));

    /// <summary>What a head that says this has to go on saying.</summary>
    public OwedEntry[] Left(OwedEntry[] owed)
    {
        foreach (var over in _owed.Values.Where(one => one.IsOver).ToArray())
            _owed.Remove(over.Entry.Counter);
        return [.. owed.Where(entry => _owed.ContainsKey(entry.Counter)).Select(entry => _owed[entry.Counter].IsDue == entry.IsDue ? entry : entry with { IsDue = true })];
    }

    /// <summary>Whether a head says more than it has to.</summary>
    public bool IsOver(OwedEntry entry) => _owed.GetValueOrDefault(entry.Counter) is not { IsOver: false };

    private Task Pay(Owed owed) => _isStopped ? Task.CompletedTask : owed.Paying is { IsCompleted: false } paying ? paying : owed.Paying = Run(owed);

    private async Task Run(Owed owed)
    {
        try
        {
            await _around.Note(owed.Entry.Of(_shard), owed.IsInDoubt);
            (owed.IsOver, Noted) = (true, Math.Max(Noted, owed.Entry.Counter));
        }
        catch (Exception failure)
        {
            // The trail may have it queued, or written.
            owed.IsInDoubt = true;
            _around.Unnoted(failure);
            return;
        }

        // What it did not take before it takes now, or has taken since.
        if (_owed.Values.Any(other => other is { IsDue: true, IsOver: false, IsInDoubt: true, Paying: null or { IsCompleted: true } }))
            _ = PayAll();
    }

    /// <summary>An entry, and how far it has come.</summary>
    private sealed class Owed(OwedEntry entry)
    {
        public OwedEntry Entry => entry;

        public bool IsDue { get; set; }

        public bool IsInDoubt { get; set; }

        public bool IsOver { get; set; }

        public Task? Paying { get; set; }
    }
}
