using System.Text.Json.Serialization;

namespace Mote.Protocol;

/// <summary>Why a person is to be enrolled anew.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReenrolmentReason>))]
public enum ReenrolmentReason
{
    /// <summary>Somebody asked for it.</summary>
    [JsonStringEnumMemberName("asked")]
    Asked,

    /// <summary>The certificate misses the realm's bounds.</summary>
    [JsonStringEnumMemberName("misses_bounds")]
    MissesBounds,

    /// <summary>The model-template is older than it may be.</summary>
    [JsonStringEnumMemberName("age")]
    Age,
}
