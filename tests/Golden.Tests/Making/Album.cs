using System.Collections.Concurrent;

namespace Mote.Golden.Tests.Making;

/// <summary>The photos that are kept: every store of a version is asked about all of them. Thread-safe.</summary>
internal sealed class Album
{
    // Among these everybody is tried who was not singled out.
    private const int Strangers = 6;

    private readonly ConcurrentDictionary<string, byte[]> _photos = new(Enumerable.Range(Cast.FirstStranger, Strangers)
        .Select(number => KeyValuePair.Create(FormattableString.Invariant($"stranger-{number}.jpg"), Stranger(number))));

    public IReadOnlyDictionary<string, byte[]> Photos => _photos;

    public static byte[] Stranger(int number) => GoldenPerson.Photo(number, 0);

    /// <summary>The photos that are kept of a person, by their numbers.</summary>
    public IEnumerable<int> OwnOf(GoldenPerson person) => Enumerable.Range(0, GoldenPerson.Probes).Where(probe => _photos.ContainsKey(NameOf(person, probe)));

    /// <summary>Keeps a photo of a person.</summary>
    public void KeepOwn(GoldenPerson person, int probe) => _photos.TryAdd(NameOf(person, probe), person.Probe(probe));

    /// <summary>Keeps a photo of somebody else whom a person's network took for that person.</summary>
    public void KeepOther(string subject, int stranger) => _photos.TryAdd(FormattableString.Invariant($"not-{subject}-{stranger}.jpg"), Stranger(stranger));

    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, photo) in _photos)
            File.WriteAllBytes(Path.Combine(folder, name), photo);
    }

    private static string NameOf(GoldenPerson person, int probe) => FormattableString.Invariant($"own-{person.Number:D2}-{probe}.jpg");
}
