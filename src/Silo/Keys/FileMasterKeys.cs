using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Mote.Ownership;
using Mote.Recognition.Protection.Keys;

namespace Mote.Silo.Keys;

/// <summary>
/// Master keys in a folder, one file a version: <c>master-1.key</c>, 32 bytes in base64. Read anew each time, on the thread
/// of whoever asks. Files that others may read, and those that they may put others in place of, are refused. Thread-safe.
/// </summary>
/// <param name="folder">The folder; never one of the state store's, nor in its backups.</param>
public sealed partial class FileMasterKeys(string folder) : IMasterKeyProvider
{
    /// <summary>Makes the next version, in a folder that is made if need be; both their owner's alone.</summary>
    /// <returns>Its number and its file.</returns>
    /// <exception cref="MasterKeyException">The folder cannot be used.</exception>
    public (int Version, string File) Create()
    {
        OwnFile.MakeFolder(folder);
        using var key = MasterKey.Generate(Versions().LastOrDefault() + 1);
        var file = FileOf(key.Version);
        OwnFile.Write(file, key.Export() + "\n");
        return (key.Version, file);
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
    public ValueTask<MasterKey?> FindAsync(string realm, int version, CancellationToken cancellationToken)
    {
        var file = FileOf(version);
        if (!File.Exists(file))
            return ValueTask.FromResult<MasterKey?>(null);

        Require(OwnersAlone.RefusalOfSecret(file));
        byte[] secret = [];
        try
        {
            secret = Convert.FromBase64String(File.ReadAllText(file).Trim());
            return ValueTask.FromResult<MasterKey?>(new MasterKey(version, secret));
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException)
        {
            throw new MasterKeyException($"'{file}' holds no master key: it has {MasterKey.Bytes} bytes in base64. Bring the right file back.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new MasterKeyException($"'{file}' cannot be read: see that the silo's user owns it.", failure);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
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
