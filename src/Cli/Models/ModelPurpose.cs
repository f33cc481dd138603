using System.Text.Json.Serialization;

namespace Mote.Cli.Models;

/// <summary>What a model is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelPurpose>))]
internal enum ModelPurpose
{
    /// <summary>Finds the face and its landmarks.</summary>
    [JsonStringEnumMemberName("detector")]
    Detector,

    /// <summary>Makes an embedding of an aligned face.</summary>
    [JsonStringEnumMemberName("embedder")]
    Embedder,
}
