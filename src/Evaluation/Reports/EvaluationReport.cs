using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mote.Evaluation.Reports;

/// <summary>
/// What is known of recognition, fairness and privacy of one set of people. <c>mote evaluate</c> fills
/// <see cref="Recipes"/> and <c>mote audit privacy</c> fills <see cref="Privacy"/>. The keys in the file are these names in
/// camel case; docs/evaluation.md says what each means.
/// </summary>
public sealed record EvaluationReport
{
    /// <summary>People evaluated.</summary>
    public required int Subjects { get; init; }

    /// <summary>How many of them are of each attribute group.</summary>
    public required SortedDictionary<string, int> Groups { get; init; }

    /// <summary>Values an embedding.</summary>
    public required int Dimension { get; init; }

    /// <summary>What chose the people, the draws and the resamples.</summary>
    public required ulong Seed { get; init; }

    /// <summary>SHA-256 of the labels and embeddings.</summary>
    public required string Inputs { get; init; }

    /// <summary>What was compared; null before <c>mote evaluate</c>.</summary>
    public ProtocolFigures? Protocol { get; init; }

    /// <summary>Recognition and fairness, one record a recipe.</summary>
    public IReadOnlyList<RecipeFigures> Recipes { get; init; } = [];

    /// <summary>Attacks, one record a template and attacker.</summary>
    public IReadOnlyList<PrivacyFigures> Privacy { get; init; } = [];

    /// <summary>Keys that this version does not know, kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }

    /// <summary>Whether another report is of the same people, embeddings and seed, so that both belong on one page.</summary>
    public bool IsOfTheSameAs(EvaluationReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (Subjects, Dimension, Seed, Inputs) == (other.Subjects, other.Dimension, other.Seed, other.Inputs) && Groups.SequenceEqual(other.Groups);
    }
}
