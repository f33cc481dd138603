using Mote.Grains.Keys;
using Mote.Recognition.Protection.Keys;

namespace Mote.Grains.Roster;

/// <summary>
/// Brings rows, names and tombstones after what was settled, while nobody waits, and tries again while the store takes
/// nothing: until then the head says what is so. For one activation; not thread-safe beyond its scheduler.
/// </summary>
internal sealed class ShardBehind(
    ManifestStore store,
    MasterKeys keys,
    ShardKey shard,
    ShardHead head,
    ManifestSecret secret,
    NameIndex names,
    OpenSubjects open,
    Func<bool> isUntidy,
    ShardSurroundings around,
    TimeProvider time) : IDisposable
{
    /// <summary>States that are asked of the store at once.</summary>
    public const int AtOnce = 32;

    private const ConfigureAwaitOptions Quietly = ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing;

    // So that no call takes long.
    private const int RekeyedAtOnce = 512;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    // What is done leaves the head with the next change; where none comes, after so long.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    // One writes rows and lists at a time.
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _stop = new();
    private readonly ShardRekeying _rekeying = new(store, shard, head, secret, names);
    private Task _running = Task.CompletedTask;
    private Task _idling = Task.CompletedTask;
    private bool _isFailing;

    /// <summary>Begins, unless it is under way.</summary>
    public void Start()
    {
        if (_running.IsCompleted && open.All.Any(subject => !subject.IsWritten))
            _running = Run();
    }

    /// <summary>Seals some states under another master key.</summary>
    /// <returns>Whether none is left.</returns>
    public async Task<bool> RekeySome(int masterKeyVersion, CancellationToken cancellationToken)
    {
        if (head.Current.SealedUnder.All(version => version >= masterKeyVersion))
            return true;
        // Whatever is written from now on is written under the current key, as the head is.
        if (head.MasterKeyVersion < masterKeyVersion)
            await head.Change(before => before);
        await _writing.WaitAsync(cancellationToken);
        try
        {
            using var master = await keys.Of(shard.Realm, masterKeyVersion, cancellationToken);
            if (!await _rekeying.Some(master, RekeyedAtOnce, cancellationToken))
                return false;
        }
        finally
        {
            _writing.Release();
        }

        await head.Change(before => before with { SealedUnder = [] });
        return true;
    }

    /// <summary>Ends what is under way. What was not written is announced by the head.</summary>
    public async Task Stop()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(Quietly);
        await _idling.ConfigureAwait(Quietly);
        await Tidy();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _writing.Dispose();
    }

    private async Task Run()
    {
        // Whatever is settled in the same turn goes in the same writes.
        await Task.Yield();
        var pause = FirstPause;
        while (open.All.Where(subject => !subject.IsWritten).ToArray() is { Length: > 0 } some)
        {
            try
            {
                await _writing.WaitAsync(CancellationToken.None);
                try
                {
                    await Write(some);
                }
                finally
                {
                    _writing.Release();
                }

                (_isFailing, pause) = (false, FirstPause);
            }
            catch (Exception failure)
            {
                if (!_isFailing)
                    around.Delayed(failure);
                _isFailing = true;
                if (_stop.IsCancellationRequested)
                    return;
                await Task.Delay(pause, time, _stop.Token).ConfigureAwait(Quietly);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }

        // The key of a record whose person was erased is not left in the head for that long.
        if (head.Current.Pending.Any(change => change.Next.Line is not null && open.Find(change.Subject) is { Settled.Line: null, Later: [] }))
            await Tidy();
        else if (_idling.IsCompleted)
            _idling = TidyLater();
    }

    private async Task Write(OpenSubject[] some)
    {
        using var master = await keys.Of(shard.Realm, head.MasterKeyVersion, CancellationToken.None);
        var settled = some.Select(subject => (Subject: subject, Row: subject.Settled!)).ToArray();
        foreach (var (subject, row) in settled.Where(one => one.Subject.Row.Value?.Line?.Person != one.Row.Line?.Person))
            subject.AreListsKnown = false;
        var unlisted = settled.Where(one => !one.Subject.AreListsKnown).ToArray();
        var stones = unlisted.Where(one => one.Row.Tombstone is not null).GroupBy(one => TombstonePage.NumberOf(one.Row.Tombstone!.Number));
        // At once, for the head covers them in whatever order they arrive, and a store may take them together.
        await Task.WhenAll([
            .. settled.Select(one => Write(one.Subject, one.Row, master)),
            names.Apply(unlisted.Select(one => KeyValuePair.Create(one.Subject.Subject, one.Row.Line?.Person)), master),
            .. stones.Select(page => Write(page.Key, [.. page.Select(one => (one.Row.Tombstone!.Number, secret.AddressOf(one.Subject.Subject)))], master)),
        ]);

        foreach (var (subject, row) in settled)
        {
            subject.AreListsKnown = true;
            // Unless another change was settled meanwhile.
            subject.IsWritten = ReferenceEquals(subject.Settled, row);
        }
    }

    private async Task Write(OpenSubject subject, ManifestRow row, MasterKey master)
    {
        if (subject.IsRowInDoubt)
            await store.Read(subject.Row, CancellationToken.None);
        subject.IsRowInDoubt = true;
        var address = secret.AddressOf(subject.Subject);
        if (!secret.MarkOf(address, subject.Row.Value).AsSpan().SequenceEqual(secret.MarkOf(address, row)))
            await store.Write(subject.Row, row, master);
        subject.IsRowInDoubt = false;
    }

    private async Task Write(long page, (long Number, Guid Address)[] stones, MasterKey master)
    {
        var record = await store.Read(ManifestStore.TombstonesOf(shard, page), CancellationToken.None);
        var before = record.Value ?? new TombstonePage([]);
        if (stones.All(stone => before.Has(stone.Number, stone.Address)))
            return;
        await store.Write(record, stones.Aggregate(before, (rows, stone) => rows.With(stone.Number, stone.Address)), master);
    }

    private async Task TidyLater()
    {
        await Task.Delay(Idle, time, _stop.Token).ConfigureAwait(Quietly);
        if (!_stop.IsCancellationRequested)
            await Tidy();
    }

    private async Task Tidy()
    {
        if (!isUntidy())
            return;
        try
        {
            await head.Change(before => before);
        }
        catch (Exception failure)
        {
            // It is done with the next change, or found done.
            around.Delayed(failure);
        }
    }
}
