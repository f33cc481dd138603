using System.Globalization;

namespace Mote.Tests;

/// <summary>Whose a connection is, as Linux tells it.</summary>
internal static class ProcessSockets
{
    private static readonly string[] Tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>Whether a process has a connection from a port of this machine.</summary>
    public static bool Has(int process, int port)
    {
        var sockets = Tables.Where(File.Exists).SelectMany(table => Of(table, port)).ToHashSet();
        if (sockets.Count == 0)
            return false;
        try
        {
            return Directory.EnumerateFiles($"/proc/{process}/fd").Any(file => sockets.Contains(Target(file)));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Of(string table, int port)
    {
        var local = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        foreach (var line in File.ReadLines(table).Skip(1))
        {
            var columns = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (columns[1].EndsWith(local, StringComparison.Ordinal))
                yield return $"socket:[{columns[9]}]";
        }
    }

    private static string Target(string file)
    {
        try
        {
            return new FileInfo(file).LinkTarget ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
