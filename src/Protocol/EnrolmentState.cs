using System.Text.Json.Serialization;

namespace Mote.Protocol;

/// <summary>How far an enrolment has come.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EnrolmentState>))]
public enum EnrolmentState
{
    /// <summary>Waiting for its turn or training.</summary>
    [JsonStringEnumMemberName("running")]
    Running = 0,

    /// <summary>Stored: the subject verifies and is listed.</summary>
    [JsonStringEnumMemberName("succeeded")]
    Succeeded = 1,

    /// <summary>Nothing was changed; the problem says why.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed = 2,
}
