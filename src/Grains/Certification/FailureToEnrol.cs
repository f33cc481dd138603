using Mote.Protocol;

namespace Mote.Grains.Certification;

/// <summary>Which refusals are failures to enrol (ISO/IEC 19795-1): those that the photo and what came of it explain.</summary>
internal static class FailureToEnrol
{
    /// <summary>Their problem codes.</summary>
    public static IReadOnlySet<string> Codes { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        ProblemCode.NoFace,
        ProblemCode.SeveralFaces,
        ProblemCode.LowQuality,
        ProblemCode.PhotosDisagree,
        ProblemCode.FailureToEnrol,
    };
}
