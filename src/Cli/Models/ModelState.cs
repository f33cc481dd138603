using System.Text.Json.Serialization;

namespace Mote.Cli.Models;

/// <summary>How a model file fares against what is known of it.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelState>))]
internal enum ModelState
{
    /// <summary>It is not in the folder.</summary>
    [JsonStringEnumMemberName("absent")]
    Absent,

    /// <summary>It is there, byte for byte.</summary>
    [JsonStringEnumMemberName("present")]
    Present,

    /// <summary>A file is there that is not what it should be.</summary>
    [JsonStringEnumMemberName("damaged")]
    Damaged,

    /// <summary>Neither the catalogue nor a manifest says what it should be.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,
}
