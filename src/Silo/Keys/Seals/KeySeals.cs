using Mote.Recognition.Protection.Keys;

namespace Mote.Silo.Keys.Seals;

/// <summary>The seals that a master key's file may be under, and how the file says which.</summary>
public static class KeySeals
{
    /// <summary>Under none: who may read the file has the key.</summary>
    public const string None = "none";

    private static readonly IKeySeal[] All = [new DataProtectionSeal(), new KeychainSeal()];

    /// <summary>What a key may be made under: <c>none</c>, <c>dpapi</c> (Windows), <c>keychain</c> (macOS).</summary>
    public static IReadOnlyList<string> Names { get; } = [None, .. All.Select(seal => seal.Name)];

    /// <summary>What a first key is made under where nobody says: Windows' own, whose folders have no modes to rest on; elsewhere none.</summary>
    public static string Usual => OperatingSystem.IsWindows() ? "dpapi" : None;

    /// <summary>The seal that a file is under.</summary>
    internal static string NameOf(string content) => Split(content).Seal;

    /// <summary>What a file holds for a key.</summary>
    /// <param name="key">The key's bytes.</param>
    /// <param name="seal">One of <see cref="Names"/>.</param>
    /// <exception cref="MasterKeyException">This system has no such seal, or refuses.</exception>
    internal static string Seal(byte[] key, string seal) => seal == None ? Convert.ToBase64String(key) : $"{seal} {Named(seal).Seal(key)}";

    /// <summary>The key that a file holds.</summary>
    /// <exception cref="MasterKeyException">It does not open here.</exception>
    /// <exception cref="FormatException">It holds none.</exception>
    internal static byte[] Open(string content) =>
        Split(content) is var (seal, text) && seal == None ? Convert.FromBase64String(text) : Named(seal).Open(text);

    internal static MasterKeyException NotHere(IKeySeal seal) =>
        new($"A master key is, or would be, under '{seal.Name}', which this system does not have: bring the copy that 'mote keys back-up' made where it was sealed, or name another seal.");

    // Base64 has no space in it.
    private static (string Seal, string Text) Split(string content) =>
        content.Trim() is var text && text.IndexOf(' ', StringComparison.Ordinal) is var end && end < 0 ? (None, text) : (text[..end], text[(end + 1)..]);

    private static IKeySeal Named(string name) => Array.Find(All, seal => seal.Name == name) ?? throw new FormatException("There is no such seal.");
}
