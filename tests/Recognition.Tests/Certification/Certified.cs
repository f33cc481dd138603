using Mote.Recognition.Certification;

namespace Mote.Recognition.Tests.Certification;

/// <summary>Certificates with the figures a test needs.</summary>
internal static class Certified
{
    /// <param name="women">Rejected of 2,000 samples.</param>
    /// <param name="men">Rejected of 2,000 samples.</param>
    /// <param name="strangers">Accepted of 400 strangers.</param>
    /// <param name="distance">How far synthesis is from real pairs.</param>
    public static Certificate Of(int women = 20, int men = 10, int strangers = 0, double distance = 0.01) => new(
        1e-3,
        Figures(women, men, strangers),
        Figures(women + 5, men + 5, strangers + 1),
        null,
        ZooClass.Worm,
        [new SynthesisAgreement("F", 120, distance), new SynthesisAgreement("M", 340, 0.02)]);

    public static CertifiedFigures Figures(int women, int men, int strangers) => new([
        new GroupFigures("F", new ErrorCount(strangers, 300), new ErrorCount(strangers, 150), new ErrorCount(women, 2000)),
        new GroupFigures("M", new ErrorCount(0, 500), new ErrorCount(0, 250), new ErrorCount(men, 2000)),
    ]);
}
