using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mote.Console.Privacy;

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

/// <summary>What one attacker learns from one kind of template; a figure that does not apply is null.</summary>
/// <param name="Template">What is attacked.</param>
/// <param name="Attacker">What the attacker has.</param>
/// <param name="Best">The attack that told groups best.</param>
/// <param name="BalancedAccuracy">With what balanced accuracy.</param>
/// <param name="BalancedAccuracyUnderPermutation">The same by luck.</param>
/// <param name="PermutationP">The share of label permutations that do as well.</param>
/// <param name="DSys">How well two realms are linked, 0 to 1.</param>
/// <param name="InvertedAccepted">The share of recovered vectors that are accepted.</param>
/// <param name="InvertedAcceptedBound">At most so many, where none was.</param>
/// <param name="LockoutBankMatched">The share of people whom a bank of faces opens before lockout.</param>
/// <param name="LockoutBankMatchedBound">At most so many, where none was.</param>
public sealed record AttackFigures(
    string Template,
    string Attacker,
    string? Best,
    double? BalancedAccuracy,
    double? BalancedAccuracyUnderPermutation,
    double? PermutationP,
    double? DSys,
    double? InvertedAccepted,
    double? InvertedAcceptedBound,
    double? LockoutBankMatched,
    double? LockoutBankMatchedBound);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PrivacyReport))]
internal sealed partial class PrivacyJson : JsonSerializerContext;
