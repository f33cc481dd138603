using System.Security.Cryptography;
using Mote.Recognition.Protection.Transform;

namespace Mote.Recognition.Protection.Keys;

/// <summary>
/// What a master key gives for one model-template: the secret transform of its coordinates, and the key that its
/// calibration and certificate are encrypted under. A random salt makes both fresh even for a name that was used before,
/// so that somebody erased and enrolled again cannot be linked. Dispose it, which zeroes the key.
/// </summary>
public sealed class TemplateKeys : IDisposable
{
    /// <summary>Bytes of a salt.</summary>
    internal const int SaltBytes = 16;

    private const int KeyBytes = 32;

    private readonly byte[] _inner = GC.AllocateUninitializedArray<byte>(KeyBytes, pinned: true);

    private TemplateKeys(MasterKey master, TemplateName name, byte[] salt, int dimension)
    {
        Span<byte> seed = stackalloc byte[OrthogonalTransform.SeedBytes];
        Derive(master, name, salt, "mote/template/transform", seed);
        Transform = new OrthogonalTransform(seed, dimension);
        CryptographicOperations.ZeroMemory(seed);
        Derive(master, name, salt, "mote/template/inner", _inner);
        (Name, MasterKeyVersion, Salt) = (name, master.Version, salt);
    }

    /// <summary>The transform of the model-template's coordinates.</summary>
    public OrthogonalTransform Transform { get; }

    internal TemplateName Name { get; }

    internal int MasterKeyVersion { get; }

    internal byte[] Salt { get; }

    internal ReadOnlySpan<byte> Inner => _inner;

    /// <summary>Keys for a model-template that is about to be made.</summary>
    /// <param name="master">The realm's current master key.</param>
    /// <param name="name">Whose it will be.</param>
    /// <param name="dimension">Values an embedding, 64 to 1,024.</param>
    public static TemplateKeys New(MasterKey master, TemplateName name, int dimension)
    {
        ArgumentNullException.ThrowIfNull(master);
        ArgumentNullException.ThrowIfNull(name);
        return new TemplateKeys(master, name, RandomNumberGenerator.GetBytes(SaltBytes), dimension);
    }

    /// <summary>Zeroes the key; the transform lives on with the model-template that uses it.</summary>
    public void Dispose() => CryptographicOperations.ZeroMemory(_inner);

    internal static TemplateKeys Of(MasterKey master, TemplateName name, byte[] salt, int dimension) => new(master, name, salt, dimension);

    private static void Derive(MasterKey master, TemplateName name, byte[] salt, string purpose, Span<byte> to) =>
        KeyDerivation.Derive(master, to, salt, purpose, name.Realm, name.Subject, LengthPrefixed.Number(name.Version));
}
