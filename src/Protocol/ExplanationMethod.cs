using System.Text.Json.Serialization;

namespace Mote.Protocol;

/// <summary>How a heat map was made.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ExplanationMethod>))]
public enum ExplanationMethod
{
    /// <summary>By the gradient at the embedder's last feature map.</summary>
    [JsonStringEnumMemberName("grad-cam++")]
    GradCamPlusPlus = 0,

    /// <summary>By covering parts of the face at random and asking again, for embedders that show no usable feature map.</summary>
    [JsonStringEnumMemberName("occlusion")]
    Occlusion = 1,
}
