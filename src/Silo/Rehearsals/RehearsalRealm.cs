using System.Security.Cryptography;
using System.Text;
using Mote.Grains.Contracts.Access;
using Mote.Service.Access;

namespace Mote.Silo.Rehearsals;

/// <summary>
/// The realm in which a silo tries itself: its name and the one key to it are drawn at random when the silo starts, so no
/// caller's realm is called that, and the key is nobody's before the rehearsal and after it. Thread-safe.
/// </summary>
internal sealed class RehearsalRealm
{
    private readonly byte[] _hash;
    private volatile KnownCaller? _caller;

    public RehearsalRealm() => _hash = SHA256.HashData(Encoding.UTF8.GetBytes(Key));

    public string Name { get; } = $"rehearsal-{Guid.NewGuid():N}";

    public string Key { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Lets the key in.</summary>
    public void Open() => _caller = new KnownCaller(new Caller("rehearsal", Name, RoleScopes.BeforeScopes), Convert.ToHexStringLower(_hash));

    /// <summary>Lets it in no more.</summary>
    public void Close() => _caller = null;

    /// <summary>Who that key is; null if it is not the one, or not any more.</summary>
    public KnownCaller? Find(string key) => CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(key)), _hash) ? _caller : null;

    /// <summary>Whether a grain, or a record, is of this realm: their names begin with it.</summary>
    public bool Owns(GrainId grain) => grain.Key.ToString()!.StartsWith(Name, StringComparison.Ordinal);
}
