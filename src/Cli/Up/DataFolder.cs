using System.Security.Cryptography;
using System.Text;
using Mote.Recognition.Protection;
using Mote.Silo.Keys;

namespace Mote.Cli.Up;

/// <summary>The folder of a silo's state, its owner's alone. Of the API key it holds the hash, and nothing else.</summary>
internal sealed class DataFolder
{
    private const string DatabaseName = "mote.db";
    private const string KeysName = "keys";
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _path;

    public DataFolder(string path)
    {
        _path = Path.GetFullPath(path);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_path);
        else
            Directory.CreateDirectory(_path, OwnerFile | UnixFileMode.UserExecute);
    }

    /// <summary>How a silo finds what it keeps here.</summary>
    public Dictionary<string, string?> Settings => SettingsOf(_path);

    public string Database => Path.Combine(_path, DatabaseName);

    /// <summary>The master keys, beside the state and not in it.</summary>
    public string Keys => Path.Combine(_path, KeysName);

    /// <summary>Where the console looks for the last privacy audit.</summary>
    public string PrivacyReport => Path.Combine(_path, "report", "report.json");

    /// <summary>The keys of the console's cookies, so that a session outlives a restart.</summary>
    public string ConsoleKeys => Path.Combine(_path, "console-keys");

    private string KeyHashFile => Path.Combine(_path, "api-key.sha256");

    /// <summary>How a silo finds what it keeps in the folder.</summary>
    public static Dictionary<string, string?> SettingsOf(string path) => new()
    {
        ["Mote:Storage:Provider"] = "sqlite",
        ["Mote:Storage:Sqlite:Path"] = Path.Combine(path, DatabaseName),
        ["Mote:Keys:Provider"] = "file",
        ["Mote:Keys:Folder"] = Path.Combine(path, KeysName),
    };

    /// <summary>Makes the first master key where nothing is stored yet.</summary>
    /// <exception cref="MasterKeyException">Something is stored already, and its keys are not there.</exception>
    public void RequireMasterKey()
    {
        if (Directory.Exists(Keys))
            return;
        if (File.Exists(Database))
            throw new MasterKeyException($"'{Database}' is there and its master keys in '{Keys}' are not: bring them back. Without them nothing in it can be read; to start anew, name an empty folder with --data.");
        new FileMasterKeys(Keys).Create();
    }

    /// <summary>The hash of the API key; the key itself with it if it is new, and then it still has to be <see cref="Keep">kept</see>.</summary>
    public (string Sha256, string? NewKey) ApiKey()
    {
        if (File.Exists(KeyHashFile))
            return (File.ReadAllText(KeyHashFile).Trim(), null);

        var key = $"mote_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}";
        return (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), key);
    }

    /// <summary>
    /// Keeps the hash of a new key, once the key can be shown: a silo that fails to start at first must not leave the hash
    /// of a key that nobody has seen.
    /// </summary>
    public void Keep(string sha256)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerFile;
        using var file = new StreamWriter(KeyHashFile, options);
        file.Write(sha256);
    }
}
