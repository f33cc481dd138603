namespace Mote.WebConsole.Privacy;

/// <summary>The last privacy audit.</summary>
/// <param name="Report">The report; null for none.</param>
/// <param name="WrittenAt">When its file was written.</param>
/// <param name="Path">Where it is looked for; null where no place is configured.</param>
/// <param name="Trouble">Why there is none; null where there is.</param>
public sealed record PrivacyModel(PrivacyReport? Report, DateTimeOffset? WrittenAt, string? Path, string? Trouble)
{
    /// <summary>The folder that an audit writes its report to.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path) is { Length: > 0 } folder ? folder : "report";

    /// <summary>What an audit is told of the silo: the data folder that the report lies in, or the silo's configuration.</summary>
    public string Store => System.IO.Path.GetDirectoryName(Folder) is { Length: > 0 } data ? data : "appsettings.json";
}
