namespace Mote.Vision.Explanation;

/// <summary>A region of an aligned face; right and left are the person's own.</summary>
public enum FaceRegion
{
    /// <summary>The forehead and the hair over it.</summary>
    Forehead,

    /// <summary>The right eye with its brow.</summary>
    RightEye,

    /// <summary>The left eye with its brow.</summary>
    LeftEye,

    /// <summary>The nose.</summary>
    Nose,

    /// <summary>The right cheek, to the ear.</summary>
    RightCheek,

    /// <summary>The left cheek, to the ear.</summary>
    LeftCheek,

    /// <summary>The mouth.</summary>
    Mouth,

    /// <summary>The chin and the neck below.</summary>
    Chin,
}
