using System.Globalization;

namespace Mote.Cluster.Tests;

/// <summary>Where a process listens, by what Linux says of its sockets.</summary>
internal static class ListeningSockets
{
    private const string Listening = "0A";

    /// <summary>The TCP ports that a process listens at.</summary>
    public static IReadOnlyList<int> PortsOf(int process)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs /proc, which is Linux's.");
        var sockets = Directory.GetFiles($"/proc/{process}/fd")
            .Select(descriptor => new FileInfo(descriptor).LinkTarget)
            .OfType<string>()
            .Where(target => target.StartsWith("socket:[", StringComparison.Ordinal))
            .Select(target => target["socket:[".Length..^1])
            .ToHashSet();
        return [.. new[] { "tcp", "tcp6" }
            .SelectMany(family => File.ReadLines($"/proc/{process}/net/{family}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(row => row[3] == Listening && sockets.Contains(row[9]))
            .Select(row => int.Parse(row[1].AsSpan(row[1].IndexOf(':', StringComparison.Ordinal) + 1), NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .Distinct()
            .Order()];
    }
}
