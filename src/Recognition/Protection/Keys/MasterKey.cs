using System.Security.Cryptography;

namespace Mote.Recognition.Protection.Keys;

/// <summary>
/// One version of a realm's master key: 256 bits that every other key is derived from, and that never lie in the state
/// store. Thread-safe until it is disposed, which zeroes it.
/// </summary>
public sealed class MasterKey : IDisposable
{
    /// <summary>Bytes of a master key.</summary>
    public const int Bytes = 32;

    // Pinned, so that the garbage collector leaves no copies behind.
    private readonly byte[] _secret = GC.AllocateUninitializedArray<byte>(Bytes, pinned: true);
    private bool _isDisposed;

    /// <summary>Copies a key.</summary>
    /// <param name="version">Its number, 1 or more; a number never stands for two keys.</param>
    /// <param name="secret">32 bytes of a cryptographic random generator.</param>
    /// <exception cref="ArgumentException">The length or the number is another.</exception>
    public MasterKey(int version, ReadOnlySpan<byte> secret)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        if (secret.Length != Bytes)
            throw new ArgumentException($"A master key has {Bytes} bytes, not {secret.Length}.", nameof(secret));

        secret.CopyTo(_secret);
        Version = version;
    }

    /// <summary>Its number.</summary>
    public int Version { get; }

    /// <summary>The key itself.</summary>
    /// <exception cref="ObjectDisposedException">It was zeroed.</exception>
    internal ReadOnlySpan<byte> Secret
    {
        get
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _secret;
        }
    }

    /// <summary>A new key from the system's cryptographic random generator.</summary>
    /// <param name="version">Its number, 1 or more.</param>
    public static MasterKey Generate(int version)
    {
        var secret = RandomNumberGenerator.GetBytes(Bytes);
        try
        {
            return new MasterKey(version, secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Another copy, for a caller who disposes it.</summary>
    public MasterKey Copy() => new(Version, Secret);

    /// <summary>The key in base64, as key files hold it. For whoever keeps keys, and nobody else.</summary>
    public string Export() => Convert.ToBase64String(Secret);

    /// <summary>Zeroes the key.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        CryptographicOperations.ZeroMemory(_secret);
    }
}
