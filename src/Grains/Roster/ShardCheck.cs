using Mote.Grains.Contracts.Errors;
using Mote.Grains.Stored;
using Mote.Protocol;

namespace Mote.Grains.Roster;

/// <summary>Reads every row of a shard and the record that each stands for, and adds the rows up again.</summary>
/// <param name="store">The store.</param>
/// <param name="shard">The shard.</param>
/// <param name="secret">Finds and marks the rows.</param>
/// <param name="head">What they must add up to.</param>
/// <param name="names">Who is in it.</param>
/// <param name="open">Those who are being changed.</param>
/// <param name="former">The shard in the form of one record, which has no rows; null where it has.</param>
/// <param name="digestOf">The digest of the record that is stored for a subject; null for none.</param>
internal sealed class ShardCheck(
    ManifestStore store,
    ShardKey shard,
    ManifestSecret secret,
    ShardHead head,
    NameIndex names,
    OpenSubjects open,
    FormerShard? former,
    Func<string, Task<byte[]?>> digestOf)
{
    private const int MostTries = 5;

    /// <summary>The first thing that is not as it was written; null where all is.</summary>
    /// <exception cref="MoteException">The store or the keys cannot be reached, or the shard changed again and again while it was read (<see cref="ProblemCode.Overloaded"/>).</exception>
    public async Task<ShardFault?> Fault(CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var before = (head.Latest, Unwritten());
            var fault = await Look(cancellationToken);
            // A fault may be one of a change that was under way.
            if (fault is null || before == (head.Latest, Unwritten()))
                return fault;
        }

        throw new MoteException(ProblemCode.Overloaded, "So much was changed in the realm meanwhile that it could not be checked: try again.");

        int Unwritten() => open.All.Count(subject => !subject.IsWritten);
    }

    private async Task<ShardFault?> Look(CancellationToken cancellationToken)
    {
        var expected = head.Latest;
        var (sum, enrolled) = (MultisetHash.Empty, 0);
        HashSet<Guid> seen = [];
        foreach (var subject in expected.Pending.Select(change => change.Subject).Concat(open.Names).Distinct().ToArray())
        {
            var address = secret.AddressOf(subject);
            var (stored, fault) = await Row(subject, address, cancellationToken);
            if (fault is not null)
                return fault;
            var mark = secret.MarkOf(address, stored);
            // Of somebody whose change is announced, the row of before is as right as the one of after.
            var changes = expected.Pending.Where(change => change.Subject == subject).ToArray();
            if (changes is [var first, ..] && former is null && !Is(first.Before) && !changes.Any(change => Is(secret.MarkOf(address, change.Next))))
                return RolledBack(subject);
            if (open.Find(subject) is { } known && (await Fault(known, mark)) is { } wrong)
                return wrong;
            var applied = changes is [.., var last] ? last.Next : stored;
            seen.Add(address);
            sum = MultisetHash.Plus(sum, secret.MarkOf(address, applied));
            enrolled += applied?.Line is null ? 0 : 1;

            bool Is(byte[] other) => mark.AsSpan().SequenceEqual(other);
        }

        await foreach (var some in names.After(null, cancellationToken).Select(name => name.Name).Where(name => !seen.Contains(secret.AddressOf(name))).Chunk(ShardBehind.AtOnce).WithCancellation(cancellationToken))
        {
            foreach (var (row, fault) in await Task.WhenAll(some.Select(name => Settled(name, cancellationToken))))
            {
                if (fault is not null)
                    return fault;
                sum = MultisetHash.Plus(sum, row);
            }

            enrolled += some.Length;
            seen.UnionWith(some.Select(secret.AddressOf));
        }

        for (long page = 0; page * TombstonePage.Capacity < expected.Tombstones; page++)
        {
            var stones = await Read(ManifestStore.TombstonesOf(shard, page), null, cancellationToken);
            if (stones.Fault is not null)
                return stones.Fault;
            foreach (var address in (stones.Value?.Rows ?? []).Where(address => address != Guid.Empty && seen.Add(address)))
            {
                var (row, fault) = await Read(ManifestStore.RowOf(shard, address), null, cancellationToken);
                if (fault is not null)
                    return fault;
                sum = MultisetHash.Plus(sum, secret.MarkOf(address, row));
            }
        }

        return enrolled != expected.Enrolled ? new ShardFault(ProblemCode.StateRolledBack, $"Shard {shard.Owner} of the realm's manifest lists {enrolled} people, and its head knows of {expected.Enrolled}: a list of names, or the head, is not the last that was written. Restore the manifest from a backup.")
            : !sum.AsSpan().SequenceEqual(expected.Sum) ? new ShardFault(ProblemCode.StateRolledBack, $"The rows of shard {shard.Owner} of the realm's manifest do not add up to what its head knows: one that was put back together with its record, or the head, is not the last that was written. Restore the manifest and the records from one backup.")
            : null;
    }

    /// <summary>What is wrong with somebody of whom it is known here what was done.</summary>
    private async Task<ShardFault?> Fault(OpenSubject subject, byte[] mark)
    {
        if (former is null && subject is { IsWritten: true, Later: [] } && !mark.AsSpan().SequenceEqual(secret.MarkOf(secret.AddressOf(subject.Subject), subject.Settled)))
            return RolledBack(subject.Subject);
        var mayBeNone = subject.Settled?.Line is null || subject.Later.Exists(change => change.Next.Line is null);
        return await digestOf(subject.Subject) is not { } digest ? (mayBeNone ? null : Gone(subject.Subject))
            : mayBeNone || subject.Lines.Any(line => digest.AsSpan().SequenceEqual(line.Digest)) ? null
            : Another(subject.Subject);
    }

    private async Task<(byte[] Mark, ShardFault? Fault)> Settled(string subject, CancellationToken cancellationToken)
    {
        var address = secret.AddressOf(subject);
        var (row, fault) = await Row(subject, address, cancellationToken);
        if (fault is not null)
            return ([], fault);
        if (row?.Line is not { } line)
            return ([], row is null ? new ShardFault(ProblemCode.StateRolledBack, "The row of somebody who is enrolled is gone from the realm's manifest: restore it from a backup.", subject) : RolledBack(subject));
        var digest = await digestOf(subject);
        return digest is null ? ([], Gone(subject))
            : !digest.AsSpan().SequenceEqual(line.Digest) ? ([], Another(subject))
            : (secret.MarkOf(address, row), null);
    }

    private async Task<(ManifestRow? Value, ShardFault? Fault)> Row(string subject, Guid address, CancellationToken cancellationToken) =>
        former is null ? await Read(ManifestStore.RowOf(shard, address), subject, cancellationToken) : (former.Rows.GetValueOrDefault(subject), null);

    private async Task<(T? Value, ShardFault? Fault)> Read<T>(StoredState<T> place, string? subject, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return ((await store.Read(place, cancellationToken)).Value, null);
        }
        catch (MoteException damage) when (damage.Kind == ProblemKind.Damaged)
        {
            return (null, new ShardFault(damage.Code, damage.Message, subject));
        }
    }

    private static ShardFault Gone(string subject) =>
        new(ProblemCode.StateRolledBack, "The record of somebody who is enrolled is gone: restore it, or erase the person and enrol again.", subject);

    private static ShardFault Another(string subject) =>
        new(ProblemCode.StateRolledBack, "The record, or the row of the realm's manifest that it belongs to, is not the last that was written: restore both from one backup, or erase the person and enrol again.", subject);

    private static ShardFault RolledBack(string subject) =>
        new(ProblemCode.StateRolledBack, "The row of the realm's manifest is not the last that was written: restore the manifest from a backup.", subject);
}
