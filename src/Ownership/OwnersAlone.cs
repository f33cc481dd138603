using Mono.Unix.Native;

namespace Mote.Ownership;

/// <summary>
/// Whether a file or folder is its owner's alone: of the user that the process runs as, or of root, and out of reach of
/// everybody else, who may not put something else in its place either. So each folder on the way, symbolic links
/// followed, belongs to one of the two as well, and others may not write to it unless its sticky bit keeps them from
/// what is not theirs; the group that has only this user in it counts as nobody else. On Windows nothing is asked:
/// what others may do there is up to the access control lists that files inherit.
/// </summary>
public static class OwnersAlone
{
    private const FilePermissions OthersWrite = FilePermissions.S_IWGRP | FilePermissions.S_IWOTH;
    private const FilePermissions OthersReadOrWrite = OthersWrite | FilePermissions.S_IRGRP | FilePermissions.S_IROTH;
    private const FilePermissions OthersAnything = OthersReadOrWrite | FilePermissions.S_IXGRP | FilePermissions.S_IXOTH;

    /// <summary>Why a folder, which others may not write to, is not its owner's alone; null if it is, or is not there yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>One sentence with the command that mends it.</returns>
    public static string? RefusalOfFolder(string folder) => Refusal(folder, OthersWrite, "chmod 700");

    /// <summary>Why a folder, which others may not even look into, is not its owner's alone; null if it is, or is not there yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>One sentence with the command that mends it.</returns>
    public static string? RefusalOfSecretFolder(string folder) => Refusal(folder, OthersAnything, "chmod 700");

    /// <summary>Why a file, which others may read and not write to, is not its owner's alone; null if it is, or is not there yet.</summary>
    /// <param name="file">The file.</param>
    /// <returns>One sentence with the command that mends it.</returns>
    public static string? RefusalOfFile(string file) => Refusal(file, OthersWrite, "chmod go-w");

    /// <summary>Why a file, which others may not even read, is not its owner's alone; null if it is, or is not there yet.</summary>
    /// <param name="file">The file.</param>
    /// <returns>One sentence with the command that mends it.</returns>
    public static string? RefusalOfSecret(string file) => Refusal(file, OthersReadOrWrite, "chmod 600");

    private static string? Refusal(string path, FilePermissions forbidden, string mend)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (OperatingSystem.IsWindows())
            return null;

        var process = ProcessUser.Current;
        var entries = Entry.OnTheWayTo(path).TakeWhile(entry => !entry.IsMissing).ToList();
        // The folders first: whoever may write to one of them can undo what is mended below it.
        foreach (var entry in entries)
        {
            if (entry.Fault is { } fault)
                return $"'{entry.Path}' cannot be examined ({fault}): see that this user may enter the folders above it.";
            if (!process.Trusts(entry.Owner))
                return $"'{entry.Path}' belongs to another user (number {entry.Owner}): chown {process.Id} '{entry.Path}', or name another place.";
            if (entry.IsOnlyPassed && entry.IsFolder && process.OthersMayReplaceWithin(entry))
                return $"Others may write to '{entry.Path}' (mode {entry.Mode}) and so replace '{path}': chmod go-w '{entry.Path}', or name another place.";
        }

        return entries is [.., { IsOnlyPassed: false } itself] && process.OthersMay(forbidden, itself)
            ? $"Others may reach '{itself.Path}' (mode {itself.Mode}): {mend} '{itself.Path}'."
            : null;
    }
}
