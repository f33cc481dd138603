using System.Text;
using Mote.Ownership;

namespace Mote.Silo.Audit.Anchors;

/// <summary>A file that lines are appended to, each on the disk before the next.</summary>
internal sealed class AnchorFile(string path) : IAnchorPlace
{
    public string Name => $"'{path}'";

    public async Task Note(NotedHead head, CancellationToken cancellationToken)
    {
        try
        {
            var line = (EndsWithinALine() ? "\n" : "") + head.Line;
            await using var file = new FileStream(path, OwnFile.Options(FileMode.Append));
            await file.WriteAsync(Encoding.UTF8.GetBytes(line), CancellationToken.None);
            file.Flush(flushToDisk: true);
        }
        catch (UnauthorizedAccessException refusal)
        {
            throw new IOException(refusal.Message, refusal);
        }
    }

    // A silo that was killed may have left half a line, which stays as it is.
    private bool EndsWithinALine()
    {
        if (!File.Exists(path))
            return false;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        if (file.Length == 0)
            return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }
}
