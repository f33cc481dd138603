using System.Text;
using System.Text.Json;
using Mote.Evaluation.Protocol;
using Mote.Evaluation.Reports;
using Mote.Pages;

namespace Mote.Evaluation.Pages;

/// <summary>The folder of a report: <c>report.json</c> and the page that shows it, which several commands fill in turn.</summary>
public sealed class ReportFolder
{
    /// <summary>Takes a folder, and makes it.</summary>
    /// <param name="path">The folder.</param>
    public ReportFolder(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = Directory.CreateDirectory(path).FullName;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The figures.</summary>
    public string Json => System.IO.Path.Combine(Path, "report.json");

    /// <summary>The page.</summary>
    public string Page => System.IO.Path.Combine(Path, "report.html");

    /// <summary>Where a command keeps what it need not compute again.</summary>
    public string Work => Directory.CreateDirectory(System.IO.Path.Combine(Path, "work")).FullName;

    /// <summary>The report as it is; null if there is none.</summary>
    /// <exception cref="EvaluationSetException">The file is not a report.</exception>
    public EvaluationReport? Load()
    {
        if (!File.Exists(Json))
            return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Json), ReportJson.Default.EvaluationReport);
        }
        catch (JsonException broken)
        {
            throw new EvaluationSetException($"'{Json}' is not a report: move it away, or give another --out.", broken);
        }
    }

    /// <summary>
    /// Fills a part of the report and leaves the others as they are, unless they are of other people, embeddings or seed:
    /// then they are dropped, since one page may not mix them. Both files are replaced whole.
    /// </summary>
    /// <param name="empty">A report of the people evaluated, without figures.</param>
    /// <param name="fill">Adds the figures.</param>
    /// <returns>The report as it was written.</returns>
    /// <exception cref="IOException">Another command is writing the report.</exception>
    public async Task<EvaluationReport> Update(EvaluationReport empty, Func<EvaluationReport, EvaluationReport> fill)
    {
        ArgumentNullException.ThrowIfNull(empty);
        ArgumentNullException.ThrowIfNull(fill);
        using var held = new FileStream(System.IO.Path.Combine(Path, ".report.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        var before = Load();
        var report = fill(before?.IsOfTheSameAs(empty) is true ? before : empty);
        await Replace(Page, Encoding.UTF8.GetBytes(await RenderedHtml.Of<ReportPage>(report)));
        await Replace(Json, JsonSerializer.SerializeToUtf8Bytes(report, ReportJson.Default.EvaluationReport));
        return report;
    }

    private static async Task Replace(string path, byte[] content)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.part";
        await File.WriteAllBytesAsync(temporary, content);
        File.Move(temporary, path, overwrite: true);
    }
}
