namespace Mote.Recognition.Protection.Keys;

/// <summary>
/// Where master keys come from. A host registers one; implementations are thread-safe, and may keep the thread that asks: a
/// silo asks aside, and keeps what it is told for a while. A realm is given so that a provider may hold a key of its own
/// for each; one key for all does as well, since every derived key names its realm.
/// </summary>
public interface IMasterKeyProvider
{
    /// <summary>The versions there are, ascending; new records are sealed under the last.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="cancellationToken">Abandons the question.</param>
    /// <exception cref="MasterKeyException">The keys cannot be reached, or there is none.</exception>
    ValueTask<IReadOnlyList<int>> VersionsAsync(string realm, CancellationToken cancellationToken);

    /// <summary>One version, as a copy that the caller disposes; null if there is no such version.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="version">Its number.</param>
    /// <param name="cancellationToken">Abandons the question.</param>
    /// <exception cref="MasterKeyException">The keys cannot be reached, or what is there is no key.</exception>
    ValueTask<MasterKey?> FindAsync(string realm, int version, CancellationToken cancellationToken);
}
