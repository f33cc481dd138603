using System.Security.Cryptography;
using System.Text;

namespace Mote.Cli.Up;

/// <summary>The folder of a silo's state. Of the API key it holds the hash, and nothing else.</summary>
internal sealed class DataFolder
{
    private readonly string _path;

    public DataFolder(string path)
    {
        _path = System.IO.Path.GetFullPath(path);
        Directory.CreateDirectory(_path);
    }

    public string Database => System.IO.Path.Combine(_path, "mote.db");

    private string KeyHashFile => System.IO.Path.Combine(_path, "api-key.sha256");

    /// <summary>The hash of the API key, and the key itself the one time it is made.</summary>
    public (string Sha256, string? NewKey) ApiKey()
    {
        if (File.Exists(KeyHashFile))
            return (File.ReadAllText(KeyHashFile).Trim(), null);

        var key = $"mote_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_')}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(KeyHashFile, options);
        file.Write(hash);
        return (hash, key);
    }
}
