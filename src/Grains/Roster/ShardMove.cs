using Mote.Grains.Contracts.Errors;
using Mote.Grains.Keys;
using Mote.Grains.Stored;
using Mote.Protocol;

namespace Mote.Grains.Roster;

/// <summary>
/// Brings a shard that was one record into rows, before its first change. The secret first, without which no row is found
/// again; then rows and names, which nobody asks yet; then the word that they are asked; and the old record last. For one
/// activation; not thread-safe beyond its scheduler.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="keys">The master keys.</param>
/// <param name="shard">The shard.</param>
/// <param name="head">Says how far it has come.</param>
/// <param name="secret">Finds rows.</param>
/// <param name="names">The names, as they are laid out.</param>
/// <param name="former">The record; null where it is moved already.</param>
/// <param name="storeFailed">Told of what the store did not take: the activation must end.</param>
internal sealed class ShardMove(
    ManifestStore store, MasterKeys keys, ShardKey shard, ShardHead head, ManifestSecret secret, NameIndex names, FormerShard? former, Action<Exception> storeFailed)
{
    private Task? _moving;

    /// <summary>The shard in the form of one record; null once its rows are asked.</summary>
    public FormerShard? Former { get; private set; } = former;

    /// <summary>Whether the old record is gone, which the next write of the head says.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>Completes once the shard is in rows.</summary>
    /// <param name="whenMoved">Called the moment that the rows are asked.</param>
    /// <exception cref="MoteException">The store did not take it (<see cref="ProblemCode.StorageUnavailable"/>).</exception>
    public async Task Run(Action whenMoved)
    {
        if (Former is { } moved)
            await (_moving is { IsCompleted: false } moving ? moving : _moving = Move(moved, whenMoved));
        else if (head.Current.Form == ManifestForm.Leaving && _moving is null)
            await (_moving = Leave());
        else if (_moving is not null)
            await _moving;
    }

    private async Task Move(FormerShard moved, Action whenMoved)
    {
        // What an attempt before has left is written over; otherwise nothing can be there.
        var isAgain = head.Exists;
        await head.Change(before => before with { Form = ManifestForm.Moving });
        using (var master = await keys.Of(shard.Realm, head.MasterKeyVersion, CancellationToken.None))
        {
            await Must("The store did not take the realm's manifest in its new form: try again.", async () =>
            {
                foreach (var some in moved.Rows.Chunk(ShardBehind.AtOnce))
                    await Task.WhenAll(some.Select(row => Write(row.Key, row.Value)));
                await names.Store(master);
            });

            async Task Write(string subject, ManifestRow row)
            {
                var record = ManifestStore.RowOf(shard, secret.AddressOf(subject));
                if (isAgain)
                    await store.Find(record);
                await store.Write(record, row, master);
            }
        }

        await head.Change(before => before with { Form = ManifestForm.Leaving });
        whenMoved();
        Former = null;
        await Leave();
    }

    private async Task Leave()
    {
        await Must("The store did not delete the realm's manifest in its old form: try again.", () => store.Drop(ManifestStore.FormerOf(shard)));
        // Said by the change that waits for this, with the same write.
        HasLeft = true;
    }

    private async Task Must(string refusal, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception failure) when (failure is not MoteException)
        {
            storeFailed(failure);
            throw new MoteException(ProblemCode.StorageUnavailable, refusal);
        }
    }
}
