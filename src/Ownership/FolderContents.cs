using System.Globalization;

namespace Mote.Ownership;

/// <summary>
/// Whether a folder holds what its build put into it. The build leaves a list there: a line a file, its length in bytes and
/// its name (eng/FolderContents.targets). A copy that was broken off has files that are shorter, and whoever maps one of
/// those into memory is killed.
/// </summary>
public static class FolderContents
{
    /// <summary>What is not as the list says, in words without a path that leads out of the folder; null where all is.</summary>
    /// <param name="list">The list, which lies in the folder itself.</param>
    public static string? Fault(string list)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(list))!;
        if (!File.Exists(list))
            return $"its list '{Path.GetFileName(list)}' is missing";
        var lines = File.ReadAllLines(list);
        string[] faults = [.. lines.Select(line => FaultOfFile(folder, line)).OfType<string>()];
        return (lines, faults) switch
        {
            ([], _) => $"its list '{Path.GetFileName(list)}' is empty",
            (_, []) => null,
            (_, [var only]) => only,
            (_, [var first, ..]) => $"{first}, and {faults.Length - 1} of its other files are missing or cut off",
        };
    }

    private static string? FaultOfFile(string folder, string line)
    {
        if (line.Split(' ', 2) is not [var digits, var name] || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
            return $"its list has a line '{line}' that says nothing";
        var file = new FileInfo(Path.Combine(folder, name));
        if (!file.Exists)
            return $"'{name}' is missing";
        // A link has a length of its own.
        var there = file.ResolveLinkTarget(returnFinalTarget: true) is FileInfo target ? target.Length : file.Length;
        return there == length ? null : $"'{name}' has {there} bytes, not {length}";
    }
}
