using Mote.Cli.Output;

namespace Mote.Cli.Keys;

/// <summary>Where master keys are kept unless told otherwise: among what this user's programs keep, on a disk that lasts.</summary>
internal static class HomeKeys
{
    /// <summary>The folder of a store's master keys.</summary>
    /// <param name="number">The store's number.</param>
    /// <exception cref="UsageException">This user has no home.</exception>
    public static string Of(string number)
    {
        var data = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return Path.IsPathRooted(data) && HasHome()
            ? Path.Combine(data, "mote", "keys", number)
            : throw new UsageException("This user has no home to keep the master keys in: --keys names a folder for them, which lasts and is not the data folder's.");
    }

    // A service's user is often given a home that is not there, or the root.
    private static bool HasHome()
    {
        if (OperatingSystem.IsLinux() && Path.IsPathRooted(Environment.GetEnvironmentVariable("XDG_DATA_HOME") ?? ""))
            return true;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        return Directory.Exists(home) && home != Path.GetPathRoot(home);
    }
}
