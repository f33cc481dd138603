using System.Text.Json.Serialization;

namespace Mote.Protocol;

/// <summary>What a caller may be allowed. A caller has what somebody said and no more.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Scope>))]
public enum Scope
{
    /// <summary>Asking whether a photo shows a person.</summary>
    [JsonStringEnumMemberName("verify")]
    Verify = 0,

    /// <summary>Seeing what spoke for a decision.</summary>
    [JsonStringEnumMemberName("explain")]
    Explain = 1,

    /// <summary>Listing people, and reading what is known of one.</summary>
    [JsonStringEnumMemberName("people")]
    People = 2,

    /// <summary>Enrolling a person.</summary>
    [JsonStringEnumMemberName("enrol")]
    Enrol = 3,

    /// <summary>Replacing a person's model-template by photos that it takes for this person's, and asking for that.</summary>
    [JsonStringEnumMemberName("re-enrol")]
    Reenrol = 4,

    /// <summary>Replacing a person's model-template without asking it.</summary>
    [JsonStringEnumMemberName("re-enrol-force")]
    ReenrolByForce = 5,

    /// <summary>Bringing back the model-template of before the last re-enrolment.</summary>
    [JsonStringEnumMemberName("roll-back")]
    RollBack = 6,

    /// <summary>Forgetting a person.</summary>
    [JsonStringEnumMemberName("erase")]
    Erase = 7,

    /// <summary>"Not this person". It tells how a face is seen and is not counted: in other hands it would be what the lockout bounds.</summary>
    [JsonStringEnumMemberName("exclude")]
    Exclude = 8,

    /// <summary>Lifting a lock.</summary>
    [JsonStringEnumMemberName("unlock")]
    Unlock = 9,

    /// <summary>Reading how evenly errors fall, and trying the balance.</summary>
    [JsonStringEnumMemberName("fairness")]
    Fairness = 10,

    /// <summary>Reading and checking the audit trail, and the last privacy audit.</summary>
    [JsonStringEnumMemberName("audit")]
    Audit = 11,

    /// <summary>Seeing silos, queues, models and versions.</summary>
    [JsonStringEnumMemberName("metrics")]
    Metrics = 12,

    /// <summary>Listing the versions of the master key, and rotating.</summary>
    [JsonStringEnumMemberName("master-keys")]
    MasterKeys = 13,

    /// <summary>Making, listing and revoking API keys.</summary>
    [JsonStringEnumMemberName("api-keys")]
    ApiKeys = 14,

    /// <summary>Managing what goes to other sites. Reserved: nothing asks for it yet.</summary>
    [JsonStringEnumMemberName("sites")]
    Sites = 15,

    /// <summary>Asking who of several a photo shows. Reserved: nothing asks for it yet.</summary>
    [JsonStringEnumMemberName("identify")]
    Identify = 16,

    /// <summary>Making and removing realms: of the service's own credentials, which belong to none of them. No key of a realm can have it.</summary>
    [JsonStringEnumMemberName("realms")]
    Realms = 17,
}
