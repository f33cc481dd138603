using System.Runtime.CompilerServices;
using Mote.Grains.Stored;
using Mote.Recognition.Protection.Keys;

namespace Mote.Grains.Roster;

/// <summary>
/// The names of a shard in ordinal order, read page by page as they are asked for and kept from then on. Neither asking nor
/// changing costs more the more names there are. For one activation; not thread-safe beyond its scheduler.
/// </summary>
internal sealed class NameIndex(ManifestStore store, ShardKey shard)
{
    private readonly Dictionary<int, StoredState<NamePage>> _pages = [];
    private StoredState<NameDirectory>? _directory;

    // Filled when the trail first asks for somebody's name: 140 bytes a person.
    private Dictionary<Guid, string>? _people;

    /// <summary>Names behind one, in order.</summary>
    /// <param name="after">The name to start behind; null from the start.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    public async IAsyncEnumerable<(string Name, Guid Person)> After(string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var from = after ?? ""; from is not null;)
        {
            var directory = await Directory(cancellationToken);
            var at = directory.At(from);
            var found = (await Page(directory.Pages[at], cancellationToken)).Value!;
            // Changed while the page was read: where the names are now is asked again.
            if (!ReferenceEquals(directory, _directory?.Value))
                continue;
            // What a split that was not finished left behind its end is on the next page as well.
            var page = found.Within(directory.Firsts[at], directory.EndOf(at));
            for (var i = 0; i < page.Names.Length; i++)
            {
                if (after is null || string.CompareOrdinal(page.Names[i], after) > 0)
                    yield return (page.Names[i], page.People[i]);
            }

            from = directory.EndOf(at);
        }
    }

    /// <summary>Whose numbers these are, of those who are in the index.</summary>
    public async Task<Dictionary<Guid, string>> NamesOf(IEnumerable<Guid> people, CancellationToken cancellationToken)
    {
        if (_people is null)
        {
            Dictionary<Guid, string> found = [];
            await foreach (var (name, person) in After(null, cancellationToken))
                found[person] = name;
            _people = found;
        }

        return people.Where(_people.ContainsKey).ToDictionary(person => person, person => _people[person]);
    }

    /// <summary>Brings names in, and takes others out; what is already so is not written.</summary>
    /// <param name="changes">The names; each with its number, or null to be taken out.</param>
    /// <param name="master">The master key to seal under.</param>
    public async Task Apply(IEnumerable<KeyValuePair<string, Guid?>> changes, MasterKey master)
    {
        try
        {
            var directory = await Directory(CancellationToken.None);
            // From the end, so that a page that splits moves none that is still to come.
            foreach (var page in changes.GroupBy(change => directory.At(change.Key)).OrderByDescending(page => page.Key))
                await Apply(page.Key, [.. page], master);
        }
        catch
        {
            Forget();
            throw;
        }
    }

    /// <summary>Lays out names that are not stored in this form.</summary>
    public void Lay(IReadOnlyList<(string Name, Guid Person)> ordered)
    {
        Forget();
        // With room for those who come.
        var pages = ordered.Chunk(NamePage.Capacity * 3 / 4).Select(names => new NamePage([.. names.Select(name => name.Name)], [.. names.Select(name => name.Person)])).ToArray();
        _directory = ManifestStore.DirectoryOf(shard);
        _directory.Value = NameDirectory.Single.With(0, [.. pages.Skip(1).Select(page => page.Names[0])]);
        for (var number = 0; number < Math.Max(1, pages.Length); number++)
            (_pages[number] = ManifestStore.NamesOf(shard, number)).Value = pages.ElementAtOrDefault(number) ?? NamePage.Empty;
    }

    /// <summary>Stores all that was laid out, over whatever an attempt before has left.</summary>
    public async Task Store(MasterKey master)
    {
        foreach (var page in _pages.Values)
            await Over(page);
        if (_pages.Count > 1)
            await Over(_directory!);

        async Task Over<T>(StoredState<T> record)
            where T : class
        {
            await store.Find(record);
            await store.Write(record, record.Value!, master);
        }
    }

    /// <summary>The pages' numbers, in the order of their names.</summary>
    public async Task<IReadOnlyList<int>> Pages(CancellationToken cancellationToken) => (await Directory(cancellationToken)).Pages;

    /// <summary>Seals a page, or the directory where it is null, under this master key, unless it is already.</summary>
    public async Task Rekey(int? page, MasterKey master, CancellationToken cancellationToken)
    {
        try
        {
            if (page is { } number)
                await Rekey(await Page(number, cancellationToken), master);
            else
                await Rekey(await DirectoryRecord(cancellationToken), master);
        }
        catch
        {
            Forget();
            throw;
        }
    }

    private async Task Rekey<T>(StoredState<T> record, MasterKey master)
        where T : class
    {
        if (record.Stored.RecordExists && record.MasterKeyVersion < master.Version)
            await store.Write(record, record.Value!, master);
    }

    private async Task Apply(int at, KeyValuePair<string, Guid?>[] changes, MasterKey master)
    {
        var directory = _directory!.Value!;
        var record = await Page(directory.Pages[at], CancellationToken.None);
        var before = record.Value!.Within(directory.Firsts[at], directory.EndOf(at));
        var next = before;
        foreach (var (name, person) in changes)
            next = person is { } number ? next.With(name, number) : next.Without(name);
        if (next.Equals(record.Value))
            return;

        if (next.Names.Length > NamePage.Capacity)
            await Split(at, next, master);
        else if (next.Names.Length == 0 && at > 0)
            await Drop(at, master);
        else
            await store.Write(record, next, master);
        foreach (var (name, person) in changes)
            Note(before, name, person);
    }

    /// <summary>The new pages first, then the directory, by which they are found, and the page that they were on last: whatever stops in between, each name is found once.</summary>
    private async Task Split(int at, NamePage names, MasterKey master)
    {
        var (record, directory) = (_directory!, _directory!.Value!);
        // At the end, where names that come in order go on, the page is left full.
        var isEnd = at == directory.Pages.Length - 1;
        var kept = isEnd || names.Names.Length > 2 * NamePage.Capacity ? NamePage.Capacity : names.Names.Length / 2;
        List<string> firsts = [];
        for (var first = kept; first < names.Names.Length; first += NamePage.Capacity)
        {
            var end = Math.Min(first + NamePage.Capacity, names.Names.Length);
            await store.Write(await Fresh(directory.Next + firsts.Count), new NamePage(names.Names[first..end], names.People[first..end]), master);
            firsts.Add(names.Names[first]);
        }

        await store.Write(record, directory.With(at, firsts), master);
        await store.Write(await Page(directory.Pages[at], CancellationToken.None), new NamePage(names.Names[..kept], names.People[..kept]), master);
    }

    /// <summary>The page first: one that is not there is one without a name.</summary>
    private async Task Drop(int at, MasterKey master)
    {
        var (record, directory) = (_directory!, _directory!.Value!);
        await store.Clear(await Page(directory.Pages[at], CancellationToken.None));
        _pages.Remove(directory.Pages[at]);
        await store.Write(record, directory.Without(at), master);
    }

    private void Note(NamePage before, string name, Guid? person)
    {
        if (_people is null)
            return;
        if (before.At(name) is var at && at < before.Names.Length && before.Names[at] == name)
            _people.Remove(before.People[at]);
        if (person is { } number)
            _people[number] = name;
    }

    private async Task<NameDirectory> Directory(CancellationToken cancellationToken) => (await DirectoryRecord(cancellationToken)).Value!;

    private async Task<StoredState<NameDirectory>> DirectoryRecord(CancellationToken cancellationToken)
    {
        if (_directory is not null)
            return _directory;
        var read = await store.Read(ManifestStore.DirectoryOf(shard), cancellationToken);
        read.Value ??= NameDirectory.Single;
        return _directory ??= read;
    }

    private async Task<StoredState<NamePage>> Page(int number, CancellationToken cancellationToken)
    {
        if (_pages.TryGetValue(number, out var known))
            return known;
        var read = await store.Read(ManifestStore.NamesOf(shard, number), cancellationToken);
        read.Value ??= NamePage.Empty;
        return _pages.TryGetValue(number, out known) ? known : _pages[number] = read;
    }

    /// <summary>A page that is to be new; one of a split that was not finished may lie there.</summary>
    private async Task<StoredState<NamePage>> Fresh(int number)
    {
        var record = ManifestStore.NamesOf(shard, number);
        await store.Find(record);
        return _pages[number] = record;
    }

    private void Forget()
    {
        _pages.Clear();
        (_directory, _people) = (null, null);
    }
}
