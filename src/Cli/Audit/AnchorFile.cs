namespace Mote.Cli.Audit;

/// <summary>A file in which a silo noted heads of trails: a line each, of time, realm and note.</summary>
internal static class AnchorFile
{
    /// <summary>Its lines.</summary>
    /// <exception cref="UsageException">There is none, or a line is something else.</exception>
    public static IReadOnlyList<(string Realm, string Note)> Read(string file)
    {
        if (!File.Exists(file))
            throw new UsageException($"There is no '{file}': --anchors names the file of Mote:Audit:Anchors:File.");
        List<(string, string)> lines = [];
        var text = File.ReadAllText(file);
        // A silo that was killed may have left the last line without its end.
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        foreach (var (number, line) in whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Index())
        {
            if (line.Split(' ') is not [_, var realm, var note] || note.Split(':').Length != 3)
                throw new UsageException($"Line {number + 1} of '{file}' is no noted head: TIME REALM WRITER:SEQ:HASH.");
            lines.Add((realm, note));
        }

        return lines;
    }
}
