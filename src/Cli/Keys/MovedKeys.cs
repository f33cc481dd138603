using Mote.Cli.Home;
using Mote.Ownership;
using Mote.Recognition.Protection.Keys;
using Mote.Silo.Keys;

namespace Mote.Cli.Keys;

/// <summary>
/// Moves the master keys out of a data folder. Interrupted anywhere, every key is where it was or where it goes, or in
/// both: the old folder is whole until the new one is, and then loses its name before it loses a file.
/// </summary>
internal static class MovedKeys
{
    /// <returns>The files as they are now.</returns>
    /// <exception cref="MasterKeyException">Another key is where one would go.</exception>
    public static IReadOnlyList<string> Move(DataFolder data, string to)
    {
        var left = data.KeysLeft;
        foreach (var from in new[] { data.KeysBeside, left }.Where(Directory.Exists))
            Copy(new FileMasterKeys(from).Files(), to);
        if (Directory.Exists(data.KeysBeside))
        {
            // What an interrupted move left is copied, too.
            Remove(left);
            Directory.Move(data.KeysBeside, left);
            OwnFile.Settle(data.Path);
        }

        Remove(left);
        // Whoever had them could have signed in as anybody: they are made anew, beside the master keys.
        Remove(data.ConsoleKeysBeside);
        OwnFile.Settle(data.Path);
        return new FileMasterKeys(to).Files();
    }

    private static void Copy(IReadOnlyList<string> files, string to)
    {
        OwnFile.MakeFolder(to);
        if (OwnersAlone.RefusalOfFolder(to) is { } refusal)
            throw new MasterKeyException(refusal);
        foreach (var file in files)
        {
            var copy = Path.Combine(to, Path.GetFileName(file));
            var key = File.ReadAllText(file);
            if (!File.Exists(copy))
                OwnFile.Write(copy, key);
            if (File.ReadAllText(copy).Trim() != key.Trim())
                throw new MasterKeyException($"'{copy}' is another master key than '{file}': name an empty folder with --to.");
        }

        OwnFile.Settle(to);
        OwnFile.Settle(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
