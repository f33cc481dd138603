using System.Runtime.CompilerServices;
using Mote.Grains.Contracts.Roster;

namespace Mote.Grains.Roster;

/// <summary>Who is in a shard: by the lists, and by what is known of those whom the lists may not have yet, or still have. For one activation; not thread-safe beyond its scheduler.</summary>
internal sealed class ShardPeople(OpenSubjects open, NameIndex names)
{
    /// <summary>Names behind one, in order.</summary>
    /// <param name="after">The name to start behind; null from the start.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public async IAsyncEnumerable<string> After(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Of those whose name may not be in the lists yet, or no longer, their own state says whether they are listed.
        var others = new SortedSet<string>(open.All.Where(subject => subject.IsListed && (after is null || string.CompareOrdinal(subject.Subject, after) > 0)).Select(subject => subject.Subject), StringComparer.Ordinal);
        HashSet<string> own = [.. open.Names];
        await foreach (var (name, _) in names.After(after, cancellationToken))
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

    /// <summary>Everybody of whom the manifest knows a record, with those that it may be, in no order.</summary>
    public async IAsyncEnumerable<(string Subject, ManifestLine[] Lines)> Everybody([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var subject in open.All.ToArray())
        {
            if (subject.Lines is { Length: > 0 } lines)
                yield return (subject.Subject, lines);
        }

        HashSet<string> told = [.. open.Names];
        await foreach (var some in names.After(null, cancellationToken).Where(name => !told.Contains(name.Name)).Chunk(ShardBehind.AtOnce).WithCancellation(cancellationToken))
        {
            var lines = await Task.WhenAll(some.Select(name => Lines(name.Name)));
            foreach (var (name, of) in some.Zip(lines).Where(pair => pair.Second is not []))
                yield return (name.Name, of);
        }
    }

    /// <summary>The records that a subject may have, the latest last.</summary>
    public async Task<ManifestLine[]> Lines(string subject) =>
        await open.Known(subject) is { } known ? known.Lines : (await open.Row(subject)).Value?.Line is { } line ? [line] : [];

    /// <summary>Whose numbers these are.</summary>
    public async Task<Dictionary<Guid, string>> NamesOf(Guid[] people, CancellationToken cancellationToken)
    {
        var found = await names.NamesOf(people, cancellationToken);
        foreach (var subject in open.All)
        {
            foreach (var (person, _) in found.Where(known => known.Value == subject.Subject).ToArray())
                found.Remove(person);
            if (subject.Lines is [.., { Person: var number }] && people.Contains(number))
                found[number] = subject.Subject;
        }

        return found;
    }
}
