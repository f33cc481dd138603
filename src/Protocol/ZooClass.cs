using System.Text.Json.Serialization;

namespace Mote.Protocol;

/// <summary>
/// Where a person stands among others in the biometric menagerie (Yager and Dunstone 2010): by quarters of the mean genuine
/// and the mean impostor score.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<ZooClass>))]
public enum ZooClass
{
    /// <summary>Ordinary.</summary>
    [JsonStringEnumMemberName("sheep")]
    Sheep = 0,

    /// <summary>Like oneself and unlike others.</summary>
    [JsonStringEnumMemberName("dove")]
    Dove = 1,

    /// <summary>Like oneself and like everybody.</summary>
    [JsonStringEnumMemberName("chameleon")]
    Chameleon = 2,

    /// <summary>Like nobody, oneself included.</summary>
    [JsonStringEnumMemberName("phantom")]
    Phantom = 3,

    /// <summary>Unlike oneself and like others: the worst.</summary>
    [JsonStringEnumMemberName("worm")]
    Worm = 4,
}
