using System.Text;
using Mono.Unix.Native;

namespace Mote.Ownership;

/// <summary>Makes files and folders that are their owner's alone from the first moment.</summary>
public static class OwnFile
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    /// <summary>Makes a folder, and those above it, where there is none.</summary>
    /// <param name="folder">The folder.</param>
    public static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        // One after another: of several at once only the last would have the mode.
        var missing = new Stack<string>();
        for (var at = Path.GetFullPath(folder); at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
            missing.Push(at);
        while (missing.TryPop(out var next))
            Directory.CreateDirectory(next, OwnersFolder);
    }

    /// <summary>How to open a file that, if it is made, only its owner may read and write.</summary>
    /// <param name="mode">Whether it is made.</param>
    /// <param name="share">What others may open it for meanwhile.</param>
    public static FileStreamOptions Options(FileMode mode, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnersFile;
        return options;
    }

    /// <summary>Writes a file, whole or not at all, and on the disk when it returns.</summary>
    /// <param name="file">The file.</param>
    /// <param name="text">What it says.</param>
    /// <param name="replaces">Whether it may take the place of one that is there.</param>
    /// <exception cref="IOException">There is one, and it may not be replaced; or the disk does not take it.</exception>
    public static void Write(string file, string text, bool replaces = false) => Write(file, Encoding.UTF8.GetBytes(text), replaces);

    /// <summary>Writes a file, whole or not at all, and on the disk when it returns.</summary>
    /// <param name="file">The file.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="replaces">Whether it may take the place of one that is there.</param>
    /// <exception cref="IOException">There is one, and it may not be replaced; or the disk does not take it.</exception>
    public static void Write(string file, ReadOnlySpan<byte> content, bool replaces = false)
    {
        // A name of its own, so that what a crash left behind is in nobody's way.
        var unfinished = $"{file}.{Path.GetRandomFileName()}";
        try
        {
            using (var stream = new FileStream(unfinished, Options(FileMode.CreateNew)))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, file, replaces);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }

        Settle(Path.GetDirectoryName(Path.GetFullPath(file))!);
    }

    /// <summary>Brings to the disk which names a folder holds. Windows does so by itself.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="IOException">The disk does not take it.</exception>
    public static void Settle(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Syscall.open(folder, OpenFlags.O_RDONLY | OpenFlags.O_DIRECTORY | OpenFlags.O_CLOEXEC);
        var failure = descriptor < 0 || Syscall.fsync(descriptor) != 0 ? Stdlib.GetLastError() : default(Errno?);
        if (descriptor >= 0)
            _ = Syscall.close(descriptor);
        // Some file systems know no such thing for folders, and keep names safe in other ways.
        if (failure is not (null or Errno.EINVAL or Errno.EOPNOTSUPP))
            throw new IOException($"'{folder}' could not be brought to the disk: {failure}.");
    }
}
