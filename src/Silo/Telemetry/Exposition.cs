using System.Text;
using Mote.Service.Status;

namespace Mote.Silo.Telemetry;

/// <summary>Figures in the text formats of Prometheus, a line each.</summary>
internal static class Exposition
{
    private const string Label = "mote_realm=\"";

    /// <summary>Writes those lines that are somebody's to see.</summary>
    /// <param name="all">All lines.</param>
    /// <param name="seen">What is theirs.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task Write(MemoryStream all, SeenFigures seen, Stream to, CancellationToken cancellationToken)
    {
        var lines = Encoding.UTF8.GetString(all.GetBuffer(), 0, (int)all.Length).Split('\n');
        await to.WriteAsync(Encoding.UTF8.GetBytes(string.Join('\n', lines.Where(line => line is "" or ['#', ..] || seen.Shows(RealmOf(line))))), cancellationToken);
    }

    // No name of a realm or a door has a quote in it, and nothing that a request brought is a label.
    private static string? RealmOf(string line)
    {
        var at = line.IndexOf(Label, StringComparison.Ordinal);
        return at < 0 ? null : line[(at + Label.Length)..line.IndexOf('"', at + Label.Length)];
    }
}
