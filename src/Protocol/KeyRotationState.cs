using System.Text.Json.Serialization;

namespace Mote.Protocol;

/// <summary>How a change of the master key stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<KeyRotationState>))]
public enum KeyRotationState
{
    /// <summary>Records are being brought under the new key; all of them can be read meanwhile.</summary>
    [JsonStringEnumMemberName("running")]
    Running = 0,

    /// <summary>No record needs an older key.</summary>
    [JsonStringEnumMemberName("complete")]
    Complete = 1,

    /// <summary>Some records could not be brought under the new key and still need their old one.</summary>
    [JsonStringEnumMemberName("incomplete")]
    Incomplete = 2,
}
