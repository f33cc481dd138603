using Mote.Protocol;

namespace Mote.WebConsole.Verification;

/// <summary>Regions of the face as people call them.</summary>
internal static class RegionWords
{
    public static string Of(FaceRegion region) => region switch
    {
        FaceRegion.RightEye => "the right eye",
        FaceRegion.LeftEye => "the left eye",
        FaceRegion.RightCheek => "the right cheek",
        FaceRegion.LeftCheek => "the left cheek",
        FaceRegion.Forehead => "the forehead",
        FaceRegion.Nose => "the nose",
        FaceRegion.Mouth => "the mouth",
        _ => "the chin",
    };
}
