using Mote.Cli.Output;
using Mote.Grains.Audit;

namespace Mote.Cli.Audit;

/// <summary>A file in which a silo noted heads of trails: a line each, of time, realm and note.</summary>
internal static class AnchorFile
{
    /// <summary>Its lines.</summary>
    /// <returns>The lines, and how many are something else: a silo that is killed may leave half of one.</returns>
    /// <exception cref="UsageException">There is no such file.</exception>
    public static (IReadOnlyList<AnchorLine> Lines, int Others) Read(string file)
    {
        if (!File.Exists(file))
            throw new UsageException($"There is no '{file}': --anchors names the file of Mote:Audit:Anchors:File.");
        List<AnchorLine> lines = [];
        var others = 0;
        foreach (var line in File.ReadLines(file).Where(line => line.Length > 0))
        {
            if (AnchorLine.Parse(line) is { } read)
                lines.Add(read);
            else
                others++;
        }

        return (lines, others);
    }
}
