namespace Mote.Vision.Detection;

/// <summary>The five points of a face that alignment uses; right and left are the person's own.</summary>
/// <param name="RightEye">The eye on the left of an upright photo.</param>
/// <param name="LeftEye">The other eye.</param>
/// <param name="Nose">The tip of the nose.</param>
/// <param name="RightMouth">The corner of the mouth below the right eye.</param>
/// <param name="LeftMouth">The other corner.</param>
public readonly record struct FaceLandmarks(
    LandmarkPoint RightEye, LandmarkPoint LeftEye, LandmarkPoint Nose, LandmarkPoint RightMouth, LandmarkPoint LeftMouth)
{
    /// <summary>The points in the order of the parameters.</summary>
    public LandmarkPoint this[int index] => index switch
    {
        0 => RightEye,
        1 => LeftEye,
        2 => Nose,
        3 => RightMouth,
        4 => LeftMouth,
        _ => throw new ArgumentOutOfRangeException(nameof(index), index, "A face has five landmarks."),
    };
}
