using System.Text.Json.Serialization;

namespace Mote.Protocol;

/// <summary>What became of a noted head of an audit trail.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditNoteState>))]
public enum AuditNoteState
{
    /// <summary>The entry is in the chain, with that hash.</summary>
    [JsonStringEnumMemberName("held")]
    Held = 0,

    /// <summary>The chain ends before it, or there is none of that writer: what was noted is gone.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing = 1,

    /// <summary>There is another entry in its place.</summary>
    [JsonStringEnumMemberName("another")]
    Another = 2,

    /// <summary>It was dropped by age since, so nothing can be shown.</summary>
    [JsonStringEnumMemberName("dropped")]
    Dropped = 3,
}
