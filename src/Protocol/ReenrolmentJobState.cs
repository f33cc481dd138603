using System.Text.Json.Serialization;

namespace Mote.Protocol;

/// <summary>How requests for many re-enrolments stand.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReenrolmentJobState>))]
public enum ReenrolmentJobState
{
    /// <summary>One person after another is looked at.</summary>
    [JsonStringEnumMemberName("running")]
    Running = 0,

    /// <summary>Everybody was.</summary>
    [JsonStringEnumMemberName("complete")]
    Complete = 1,

    /// <summary>It stopped in between: sent again, it goes on where it stood.</summary>
    [JsonStringEnumMemberName("stopped")]
    Stopped = 2,
}
