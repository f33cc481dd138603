using System.Text.Json.Serialization;

namespace Mote.Protocol;

/// <summary>A set of scopes with a name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Role>))]
public enum Role
{
    /// <summary>A door or a turnstile: verifies.</summary>
    [JsonStringEnumMemberName("door")]
    Door,

    /// <summary>A front desk: verifies, looks people up, enrols them, enrols them anew as far as their model-template agrees, and lifts locks.</summary>
    [JsonStringEnumMemberName("reception")]
    Reception,

    /// <summary>Whoever answers for the people of a realm: everything about them, fairness, and how the service is doing.</summary>
    [JsonStringEnumMemberName("operator")]
    Operator,

    /// <summary>A data-protection officer: fairness, the audit trail, the privacy audit, and how the service is doing.</summary>
    [JsonStringEnumMemberName("auditor")]
    Auditor,

    /// <summary>Everything, keys of both kinds included.</summary>
    [JsonStringEnumMemberName("administrator")]
    Administrator,
}
