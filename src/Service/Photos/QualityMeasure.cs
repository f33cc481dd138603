namespace Mote.Service.Photos;

/// <summary>What is measured about the one face of a picture, in the order in which it is judged.</summary>
public enum QualityMeasure
{
    /// <summary>Whether the face is large enough.</summary>
    Size = 0,

    /// <summary>Whether it looks towards the camera.</summary>
    Turn = 1,

    /// <summary>Whether it is neither too dark nor too bright.</summary>
    Light = 2,

    /// <summary>Whether it is sharp.</summary>
    Sharpness = 3,
}
