namespace Mote.Vision.Explanation;

/// <summary>A region of an aligned face; right and left are the person's own.</summary>
public enum FaceRegion
{
    /// <summary>The forehead and the hair over it.</summary>
    Forehead = 0,

    /// <summary>The right eye with its brow.</summary>
    RightEye = 1,

    /// <summary>The left eye with its brow.</summary>
    LeftEye = 2,

    /// <summary>The nose.</summary>
    Nose = 3,

    /// <summary>The right cheek, to the ear.</summary>
    RightCheek = 4,

    /// <summary>The left cheek, to the ear.</summary>
    LeftCheek = 5,

    /// <summary>The mouth.</summary>
    Mouth = 6,

    /// <summary>The chin and the neck below.</summary>
    Chin = 7,
}
