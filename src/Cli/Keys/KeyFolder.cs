using Mote.Cli.Home;
using Mote.Cli.Output;
using Mote.Ownership;
using Mote.Recognition.Protection.Keys;
using Mote.Silo.Keys;

namespace Mote.Cli.Keys;

/// <summary>The master keys of a data folder, which is useless without them: in a folder elsewhere.</summary>
internal sealed class KeyFolder
{
    private readonly DataFolder _data;

    private KeyFolder(string path, DataFolder data) => (Path, _data) = (path, data);

    public string Path { get; }

    public FileMasterKeys Keys => new(Path);

    /// <summary>Whether they lie in the data folder, as they did before.</summary>
    public bool IsBeside => Path == _data.KeysBeside;

    /// <summary>How to say where they are to another command; empty where it finds them by itself.</summary>
    public string Option { get; private init; } = "";

    /// <summary>How a silo finds them.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Mote:Keys:Provider"] = "file",
        ["Mote:Keys:Folder"] = Path,
    };

    /// <summary>Finds them, or says where they will be.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="named">The folder that the caller names; null for the one they are usually in.</param>
    /// <param name="number">The store's number.</param>
    /// <exception cref="UsageException">It is in the data folder, or this user has no home and no folder is named.</exception>
    public static KeyFolder Of(DataFolder data, string? named, string number)
    {
        return named is null && Directory.Exists(data.KeysBeside) ? new KeyFolder(data.KeysBeside, data) : Elsewhere(data, named, number);
    }

    /// <summary>Where they belong: outside of the data folder.</summary>
    /// <inheritdoc cref="Of"/>
    public static KeyFolder Elsewhere(DataFolder data, string? named, string number)
    {
        var path = System.IO.Path.GetFullPath(named ?? HomeKeys.Of(number));
        return RealPath.IsWithin(path, data.Path)
            ? throw new UsageException($"'{path}' lies in the data folder '{data.Path}', and whoever copies that would have the master keys with it: name a folder elsewhere. 'mote keys move --data {data.Path}' moves those that are there.")
            : new KeyFolder(path, data) { Option = named is null ? "" : $" --keys {path}" };
    }

    /// <summary>Finds the keys of a store that is there, and changes nothing.</summary>
    /// <param name="data">The data folder.</param>
    /// <param name="named">The folder that the caller names; null for the one they are usually in.</param>
    /// <exception cref="UsageException">There is no store.</exception>
    /// <exception cref="MasterKeyException">The keys are not there.</exception>
    public static KeyFolder Find(DataFolder data, string? named)
    {
        if (!data.IsUsed)
            throw new UsageException($"There is no store in '{data.Path}': --data names the data folder of 'mote up'.");
        if (named is null && data.Number is null && !Directory.Exists(data.KeysBeside))
            throw new MasterKeyException($"'{data.Path}' does not say which store it is (its file 'store-id' is gone), so its master keys cannot be found: --keys names their folder.");
        var found = Of(data, named, data.Number ?? "");
        found.Require();
        return found;
    }

    /// <exception cref="MasterKeyException">No key is there.</exception>
    public void Require()
    {
        if (Keys.Files().Count == 0)
            throw new MasterKeyException($"The master keys of '{_data.Path}' are not in '{Path}': bring them back, or name their folder with --keys. Without them nothing in it can be read; to start anew, name an empty folder with --data.");
    }

    /// <summary>Makes the folder of the keys of the console's cookies: beside the master keys; null, in memory, where that takes nothing.</summary>
    public string? ConsoleKeys()
    {
        var folder = IsBeside ? _data.ConsoleKeysBeside : System.IO.Path.Combine(Path, "console");
        try
        {
            OwnFile.MakeFolder(folder);
            return folder;
        }
        catch (Exception readOnly) when (readOnly is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
