using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Mote.Ownership;

namespace Mote.Cli.Home;

/// <summary>
/// The folder of a silo's state, its owner's alone. It holds nothing that opens it: its master keys lie elsewhere
/// (<see cref="Keys.KeyFolder"/>), and find it by the number it has.
/// </summary>
internal sealed partial class DataFolder
{
    private const string DatabaseName = "mote.db";
    private const int NumberBytes = 16;

    /// <param name="path">The folder, which need not be there.</param>
    /// <exception cref="UnauthorizedAccessException">Others may write to it, or it is theirs.</exception>
    public DataFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        if (OwnersAlone.RefusalOfFolder(Path) is { } refusal)
            throw new UnauthorizedAccessException(refusal);
    }

    public string Path { get; }

    public string Database => Within(DatabaseName);

    /// <summary>Where the operator's key is known by, under the master key.</summary>
    public string OperatorKey => Within("api-key.hmac");

    /// <summary>The same as it was kept before, under no key.</summary>
    public string UnprotectedOperatorKey => Within("api-key.sha256");

    /// <summary>Where master keys were kept before: beside what they protect.</summary>
    public string KeysBeside => Within("keys");

    /// <summary>What of them an interrupted move left behind.</summary>
    public string KeysLeft => Within("keys.moved");

    /// <summary>Where the keys of the console's cookies were kept before.</summary>
    public string ConsoleKeysBeside => Within("console-keys");

    /// <summary>Where the console looks for the last privacy audit.</summary>
    public string PrivacyReport => System.IO.Path.Combine(Path, "report", "report.json");

    /// <summary>Whether a silo has been here: then its keys are somewhere, and no others are made.</summary>
    public bool IsUsed => new[] { Database, NumberFile, OperatorKey, UnprotectedOperatorKey }.Any(File.Exists) || HoldsKeys;

    /// <summary>Whether master keys lie in it, whole or not.</summary>
    public bool HoldsKeys => Directory.Exists(KeysBeside) || Directory.Exists(KeysLeft);

    /// <summary>What tells this store from every other; null if it has no such number yet.</summary>
    /// <exception cref="IOException">What is there is none.</exception>
    public string? Number
    {
        get
        {
            if (!File.Exists(NumberFile))
                return null;
            var text = File.ReadAllText(NumberFile).Trim();
            return Numbers().IsMatch(text) ? text : throw new IOException($"'{NumberFile}' holds no store's number: bring the right file back from a backup.");
        }
    }

    /// <summary>How a silo finds its state.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Mote:Storage:Provider"] = "sqlite",
        ["Mote:Storage:Sqlite:Path"] = Database,
        ["Mote:Console:PrivacyReport"] = PrivacyReport,
    };

    private string NumberFile => Within("store-id");

    public static string NewNumber() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(NumberBytes));

    /// <summary>Makes the folder, for its owner alone.</summary>
    public void Make() => OwnFile.MakeFolder(Path);

    /// <summary>Gives the store its number, once and for all.</summary>
    public void Keep(string number) => OwnFile.Write(NumberFile, number + "\n");

    private string Within(string name) => System.IO.Path.Combine(Path, name);

    [GeneratedRegex(@"\A[0-9a-f]{32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
