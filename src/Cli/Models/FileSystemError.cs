namespace Mote.Cli.Models;

/// <summary>The causes of an <see cref="IOException"/> that are worth telling apart; .NET gives them as the system's own numbers.</summary>
internal static class FileSystemError
{
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int NoSpace = 28;
    private const int LinuxQuota = 122;
    private const int MacQuota = 69;

    /// <summary>Another process holds the file.</summary>
    public static bool IsInUse(IOException failure) => OperatingSystem.IsWindows()
        ? failure.HResult == WindowsSharingViolation
        : failure.HResult == (OperatingSystem.IsMacOS() ? MacWouldBlock : LinuxWouldBlock);

    /// <summary>There is no room left, on the disk or for this user.</summary>
    public static bool IsDiskFull(IOException failure) => OperatingSystem.IsWindows()
        ? failure.HResult is WindowsDiskFull or WindowsHandleDiskFull
        : failure.HResult is NoSpace || failure.HResult == (OperatingSystem.IsMacOS() ? MacQuota : LinuxQuota);
}
