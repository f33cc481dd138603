using System.Text.Json.Serialization;

namespace Mote.Protocol;

/// <summary>Which number a heat map explains.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExplainedQuantity>))]
public enum ExplainedQuantity
{
    /// <summary>What the subject's network said.</summary>
    [JsonStringEnumMemberName("score")]
    Score = 0,

    /// <summary>
    /// How near the network is to saying anything, for it may be silent and its score then has no gradient. Every non-match is
    /// explained by it, so that the answer does not tell whether the network was silent.
    /// </summary>
    [JsonStringEnumMemberName("margin")]
    Margin = 1,
}
