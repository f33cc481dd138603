using Microsoft.Win32.SafeHandles;
using Mono.Unix.Native;

namespace Mote.Ownership;

/// <summary>What a name stands for, which need not be what was opened under it.</summary>
public static class FileName
{
    /// <summary>Whether a name still leads to an open file, which nobody has deleted or replaced. Windows allows neither.</summary>
    /// <param name="path">The name.</param>
    /// <param name="file">The open file.</param>
    public static bool IsOf(string path, SafeFileHandle file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (OperatingSystem.IsWindows())
            return true;
        var isHeld = false;
        file.DangerousAddRef(ref isHeld);
        try
        {
            return Syscall.fstat((int)file.DangerousGetHandle(), out var opened) == 0
                && Syscall.stat(path, out var named) == 0
                && (opened.st_dev, opened.st_ino) == (named.st_dev, named.st_ino);
        }
        finally
        {
            file.DangerousRelease();
        }
    }
}
