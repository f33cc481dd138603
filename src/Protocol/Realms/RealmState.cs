using System.Text.Json.Serialization;

namespace Mote.Protocol;

/// <summary>How it stands with a realm.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RealmState>))]
public enum RealmState
{
    /// <summary>Its callers are answered.</summary>
    [JsonStringEnumMemberName("served")]
    Served,

    /// <summary>It is being removed: none of its keys opens anything, and its people are erased one after another.</summary>
    [JsonStringEnumMemberName("removing")]
    Removing,
}
