using System.Text.Json.Serialization;

namespace Mote.Protocol;

/// <summary>How what an entry of the audit trail is about ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditOutcome>))]
public enum AuditOutcome
{
    /// <summary>The network accepted the face.</summary>
    [JsonStringEnumMemberName("match")]
    Match = 0,

    /// <summary>It did not.</summary>
    [JsonStringEnumMemberName("non_match")]
    NonMatch = 1,

    /// <summary>It was not done; the problem code says why.</summary>
    [JsonStringEnumMemberName("refused")]
    Refused = 2,

    /// <summary>It was done.</summary>
    [JsonStringEnumMemberName("done")]
    Done = 3,
}
