using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mote.Evaluation.Reports;

/// <summary>What one attacker learns from one kind of template. A figure that does not apply is null.</summary>
public sealed record PrivacyFigures
{
    /// <summary>What is attacked: a recipe's name, or <c>vector</c> for plain vector templates.</summary>
    public required string Template { get; init; }

    /// <summary>What the attacker has: <c>store</c>, <c>store-and-keys</c> or <c>api</c>.</summary>
    public required string Attacker { get; init; }

    /// <summary>The attack that did best.</summary>
    public string? Best { get; init; }

    /// <summary>The balanced accuracy of the best attack on the attribute group; 0.5 is chance for two groups.</summary>
    public double? BalancedAccuracy { get; init; }

    /// <summary>The share of label permutations whose best attack did as well.</summary>
    public double? PermutationP { get; init; }

    /// <summary>D_sys less its mean under permuted labels: 0 unlinkable, 1 linkable.</summary>
    public double? DSys { get; init; }

    /// <summary>D_sys as computed.</summary>
    public double? DSysRaw { get; init; }

    /// <summary>The mean of D_sys under permuted labels.</summary>
    public double? DSysNull { get; init; }

    /// <summary>The share of recovered vectors that are accepted.</summary>
    public double? InvertedAccepted { get; init; }

    /// <summary>Any further figures, kept as they are.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
