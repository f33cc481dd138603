using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Mote.Ownership;
using Mote.Recognition.Protection.Keys;
using Mote.Silo.Keys.Seals;

namespace Mote.Silo.Keys;

/// <summary>
/// Master keys in a folder, one file a version: <c>master-1.key</c>, 32 bytes in base64, or the name of a seal and what it
/// made of them (<see cref="KeySeals"/>). Read anew each time, on the thread of whoever asks. Files that others may read, and
/// those that they may put others in place of, are refused. Thread-safe.
/// </summary>
/// <param name="folder">The folder; never one of the state store's, nor in its backups.</param>
public sealed partial class FileMasterKeys(string folder) : IMasterKeyProvider
{
    /// <summary>The seal of what is current; the usual one where there is none yet.</summary>
    /// <exception cref="MasterKeyException">The folder cannot be used.</exception>
    public string Seal => Versions() is { Length: > 0 } versions ? KeySeals.NameOf(Text(FileOf(versions[^1]))) : KeySeals.Usual;

    /// <summary>Makes the next version, in a folder that is made if need be; both their owner's alone.</summary>
    /// <param name="seal">What it is sealed by, one of <see cref="KeySeals.Names"/>; null for what the current one is.</param>
    /// <returns>Its number and its file.</returns>
    /// <exception cref="MasterKeyException">The folder or the seal cannot be used.</exception>
    public (int Version, string File) Create(string? seal = null)
    {
        OwnFile.MakeFolder(folder);
        using var key = MasterKey.Generate(Versions().LastOrDefault() + 1);
        return (key.Version, Keep(key, seal ?? Seal, replaces: false));
    }

    /// <summary>Puts every version under a seal, or under none; each file is the one before or the one after, whatever happens.</summary>
    /// <param name="seal">One of <see cref="KeySeals.Names"/>.</param>
    /// <returns>The files.</returns>
    /// <exception cref="MasterKeyException">A version does not open here, or the seal cannot be used.</exception>
    public IReadOnlyList<string> SealAll(string seal) => [.. Opened(key => Keep(key, seal, replaces: true))];

    /// <summary>Copies every version to a folder, under no seal, so that it opens wherever it is brought.</summary>
    /// <param name="to">The folder, which is made if need be. What is there is not replaced.</param>
    /// <returns>The files.</returns>
    /// <exception cref="MasterKeyException">A version does not open here, or another key is where it would go.</exception>
    public IReadOnlyList<string> BackUp(string to)
    {
        OwnFile.MakeFolder(to);
        Require(OwnersAlone.RefusalOfFolder(to));
        var copies = new FileMasterKeys(to);
        return [.. Opened(key => !File.Exists(copies.FileOf(key.Version)) ? copies.Keep(key, KeySeals.None, replaces: false)
            : copies.Holds(key) ? copies.FileOf(key.Version)
            : throw new MasterKeyException($"'{copies.FileOf(key.Version)}' is another master key: name an empty folder."))];
    }

    /// <summary>The files of the versions there are, ascending.</summary>
    /// <exception cref="MasterKeyException">The folder is not its owner's alone.</exception>
    public IReadOnlyList<string> Files() => [.. Versions().Select(FileOf)];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<int>> VersionsAsync(string realm, CancellationToken cancellationToken) =>
        Versions() is { Length: > 0 } versions
            ? ValueTask.FromResult<IReadOnlyList<int>>(versions)
            : throw new MasterKeyException($"There is no master key in '{folder}': make one with 'mote keys new --folder {folder}', or bring the old ones back.");

    /// <inheritdoc/>
    public ValueTask<MasterKey?> FindAsync(string realm, int version, CancellationToken cancellationToken) => ValueTask.FromResult(Open(version));

    private MasterKey? Open(int version)
    {
        var file = FileOf(version);
        if (!File.Exists(file))
            return null;

        Require(OwnersAlone.RefusalOfSecret(file));
        byte[] secret = [];
        try
        {
            secret = KeySeals.Open(Text(file));
            return new MasterKey(version, secret);
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            throw new MasterKeyException($"'{file}' holds no master key: it has {MasterKey.Bytes} bytes in base64, or what a seal made of them. Bring the right file back.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private IEnumerable<T> Opened<T>(Func<MasterKey, T> use)
    {
        foreach (var version in Versions())
        {
            using var key = Open(version) ?? throw new MasterKeyException($"'{FileOf(version)}' was removed meanwhile: begin again.");
            yield return use(key);
        }
    }

    private bool Holds(MasterKey key)
    {
        using var other = Open(key.Version);
        return other?.Export() == key.Export();
    }

    private string Keep(MasterKey key, string seal, bool replaces)
    {
        var secret = Convert.FromBase64String(key.Export());
        try
        {
            OwnFile.Write(FileOf(key.Version), KeySeals.Seal(secret, seal) + "\n", replaces);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }

        return FileOf(key.Version);
    }

    private static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MasterKeyException($"'{file}' cannot be read: see that the silo's user owns it.", failure);
        }
    }

    private int[] Versions()
    {
        if (!Directory.Exists(folder))
            return [];
        Require(OwnersAlone.RefusalOfFolder(folder));
        try
        {
            return [.. Directory.EnumerateFiles(folder)
                .Select(file => Name().Match(Path.GetFileName(file)))
                .Where(name => name.Success)
                .Select(name => int.Parse(name.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
                .Order()];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MasterKeyException($"'{folder}' cannot be read: see that the silo's user owns it.", failure);
        }
    }

    private string FileOf(int version) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"master-{version}.key"));

    private static void Require(string? refusal)
    {
        if (refusal is not null)
            throw new MasterKeyException($"{refusal} If it was so for long, make a new key and rotate.");
    }

    [GeneratedRegex(@"\Amaster-([1-9][0-9]{0,8})\.key\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
