using System.Text.Json;

namespace Mote.WebConsole.Privacy;

/// <summary>What the console shows of a <c>report.json</c> of <c>mote audit privacy</c>; docs/evaluation.md says what each key means.</summary>
/// <param name="Subjects">People whose templates were attacked.</param>
/// <param name="Groups">How many of them are of each attribute group.</param>
/// <param name="Inputs">SHA-256 of the labels and embeddings.</param>
/// <param name="Privacy">One a kind of template and attacker.</param>
public sealed record PrivacyReport(int Subjects, IReadOnlyDictionary<string, int> Groups, string Inputs, IReadOnlyList<AttackFigures> Privacy)
{
    /// <exception cref="JsonException">The file is no report with a privacy part.</exception>
    internal static async Task<PrivacyReport> Read(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync(file, PrivacyJson.Default.PrivacyReport, cancellationToken) is { Privacy.Count: > 0, Groups: not null, Inputs: not null } report
            ? report
            : throw new JsonException("There is no privacy part.");
    }
}
