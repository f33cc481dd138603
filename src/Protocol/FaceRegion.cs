using System.Text.Json.Serialization;

namespace Mote.Protocol;

/// <summary>A region of a face around its landmarks; right and left are the person's own.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaceRegion>))]
public enum FaceRegion
{
    /// <summary>The forehead and the hair over it.</summary>
    [JsonStringEnumMemberName("forehead")]
    Forehead = 0,

    /// <summary>The right eye with its brow.</summary>
    [JsonStringEnumMemberName("right-eye")]
    RightEye = 1,

    /// <summary>The left eye with its brow.</summary>
    [JsonStringEnumMemberName("left-eye")]
    LeftEye = 2,

    /// <summary>The nose.</summary>
    [JsonStringEnumMemberName("nose")]
    Nose = 3,

    /// <summary>The right cheek, to the ear.</summary>
    [JsonStringEnumMemberName("right-cheek")]
    RightCheek = 4,

    /// <summary>The left cheek, to the ear.</summary>
    [JsonStringEnumMemberName("left-cheek")]
    LeftCheek = 5,

    /// <summary>The mouth.</summary>
    [JsonStringEnumMemberName("mouth")]
    Mouth = 6,

    /// <summary>The chin and the neck below.</summary>
    [JsonStringEnumMemberName("chin")]
    Chin = 7,
}
