namespace Mote.Grains.Contracts.Realms;

/// <summary>The realms that were made at run time.</summary>
/// <param name="Revision">Which state of them: larger after every change.</param>
/// <param name="Realms">The realms, those that are gone among them, by name in ordinal order.</param>
[GenerateSerializer, Immutable, Alias("Mote.RealmDirectory")]
public sealed record RealmDirectory([property: Id(0)] long Revision, [property: Id(1)] IReadOnlyList<DirectoryRealm> Realms)
{
    /// <summary>The most realms, those that are gone among them.</summary>
    public const int Most = 1000;

    /// <summary>Where none was made yet.</summary>
    public static RealmDirectory Empty { get; } = new(0, []);

    /// <summary>The realm of that name; null for none.</summary>
    /// <param name="name">The name.</param>
    public DirectoryRealm? Find(string name) => Realms.FirstOrDefault(realm => realm.Name == name);
}
