using System.Globalization;
using System.Text.RegularExpressions;
using Mote.Ownership;
using Mote.Recognition.Protection.Keys;

namespace Mote.Cli.Keys;

/// <summary>
/// The hash of the operator's key in the data folder, with a tag under the master key: whoever can write there, and has no
/// master key, puts no other in its place. One line: format version, hash, version of the master key, tag.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="number">The number of the store that it belongs to.</param>
/// <param name="keys">The master keys.</param>
internal sealed partial class OperatorKeyFile(string file, string number, IMasterKeyProvider keys)
{
    private const string Format = "1";
    private const string Purpose = "mote/operator-key";

    // The provider has one key for all realms.
    private const string AnyRealm = "";

    /// <summary>The hash; null if there is no file. Kept under the current master key from then on.</summary>
    /// <exception cref="MasterKeyException">It was not written under a master key that is there.</exception>
    public async Task<string?> Read(CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            return null;
        var line = Line().Match(await File.ReadAllTextAsync(file, cancellationToken));
        if (!line.Success)
            throw Refusal("is not as it was written");

        var (sha256, version) = (line.Groups["hash"].Value, VersionOf(line));
        using var master = await keys.FindAsync(AnyRealm, version, cancellationToken) ?? throw Refusal($"was written under master key version {version}, which is not there");
        if (!MasterKeyTag.IsOf(Convert.FromHexString(line.Groups["tag"].ValueSpan), master, Purpose, Fields(sha256, version)))
            throw Refusal("was not written under these master keys: somebody replaced it, or they are another store's");
        if (version != await Current(cancellationToken))
            await Write(sha256, cancellationToken);
        return sha256;
    }

    /// <summary>Keeps a hash, in place of the one that is there.</summary>
    public async Task Write(string sha256, CancellationToken cancellationToken)
    {
        var version = await Current(cancellationToken);
        using var master = await keys.FindAsync(AnyRealm, version, cancellationToken) ?? throw new MasterKeyException($"Master key version {version} is gone: bring it back.");
        var tag = Convert.ToHexStringLower(MasterKeyTag.Of(master, Purpose, Fields(sha256, version)));
        OwnFile.Write(file, string.Create(CultureInfo.InvariantCulture, $"{Format} {sha256} {version} {tag}\n"), replaces: true);
    }

    /// <summary>
    /// Keeps a hash that was read before under what has become the current master key, so that the old one can go. Nothing is
    /// done where another operator's key was made meanwhile.
    /// </summary>
    public async Task KeepUnderCurrent(string sha256, CancellationToken cancellationToken)
    {
        if (File.Exists(file) && Line().Match(await File.ReadAllTextAsync(file, cancellationToken)) is { Success: true } line
            && line.Groups["hash"].Value == sha256 && VersionOf(line) != await Current(cancellationToken))
        {
            await Write(sha256, cancellationToken);
        }
    }

    private static int VersionOf(Match line) => int.Parse(line.Groups["version"].ValueSpan, CultureInfo.InvariantCulture);

    private async Task<int> Current(CancellationToken cancellationToken) => (await keys.VersionsAsync(AnyRealm, cancellationToken))[^1];

    private string[] Fields(string sha256, int version) => [Format, number, sha256, version.ToString(CultureInfo.InvariantCulture)];

    private MasterKeyException Refusal(string what) => new(
        $"'{file}', which says what the operator's key is, {what}. Bring the file or the master keys back, or make a new operator's key with 'mote keys operator --data {Path.GetDirectoryName(file)}', for which the master keys must open what is stored.");

    [GeneratedRegex(@"\A1 (?<hash>[0-9a-f]{64}) (?<version>[1-9][0-9]{0,8}) (?<tag>[0-9a-f]{64})\n?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
