using Mono.Unix.Native;

namespace Mote.Ownership;

/// <summary>A folder, file or symbolic link that is met on the way to a path, as stat(2) tells it.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="IsOnlyPassed">Whether the way goes on behind it.</param>
/// <param name="Status">What is known of it.</param>
/// <param name="Fault">Why nothing is known of it; null as a rule.</param>
internal readonly record struct Entry(string Path, bool IsOnlyPassed, Stat Status, Errno? Fault)
{
    // What the kernel follows, too.
    private const int MostLinks = 40;

    public uint Owner => Status.st_uid;

    public bool IsFolder => Type == FilePermissions.S_IFDIR;

    public bool IsMissing => Fault is Errno.ENOENT or Errno.ENOTDIR;

    /// <summary>The permissions, as chmod takes them.</summary>
    public string Mode => Convert.ToString((int)(Status.st_mode & FilePermissions.ALLPERMS), 8);

    private bool IsLink => Type == FilePermissions.S_IFLNK;

    private FilePermissions Type => Status.st_mode & FilePermissions.S_IFMT;

    /// <summary>Everything from the root to the path, each link followed by what it leads to; what is not there is missing.</summary>
    public static IEnumerable<Entry> OnTheWayTo(string path)
    {
        var ahead = new Stack<string>(PartsOf(System.IO.Path.GetFullPath(path)).Reverse());
        var at = "/";
        yield return Look(at, isOnlyPassed: ahead.Count > 0);
        for (var links = 0; ahead.TryPop(out var part);)
        {
            if (part is "." or "..")
            {
                at = part == ".." ? System.IO.Path.GetDirectoryName(at) ?? "/" : at;
                if (ahead.Count == 0)
                    yield return Look(at, isOnlyPassed: false);
                continue;
            }

            var next = System.IO.Path.Combine(at, part);
            var entry = Look(next, isOnlyPassed: ahead.Count > 0);
            if (!entry.IsLink)
            {
                at = next;
                yield return entry;
                continue;
            }

            yield return entry with { IsOnlyPassed = true, Fault = ++links > MostLinks ? Errno.ELOOP : null };
            if (links > MostLinks || new FileInfo(next).LinkTarget is not { } target)
                yield break;
            if (System.IO.Path.IsPathRooted(target))
                at = "/";
            foreach (var ofTarget in PartsOf(target).Reverse())
                ahead.Push(ofTarget);
        }
    }

    private static Entry Look(string path, bool isOnlyPassed)
    {
        var failed = Syscall.lstat(path, out var status) != 0;
        return new Entry(path, isOnlyPassed, status, failed ? Stdlib.GetLastError() : null);
    }

    private static string[] PartsOf(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);
}
