using Mote.Cli.Demo;

namespace Mote.Cli.Tests.Demo;

public sealed class DemoReportTests
{
    private static readonly Dictionary<string, int> None = [];

    private static readonly DemoResult Result = new()
    {
        Recipe = "compact",
        Seed = 1,
        TargetFmr = 1e-3,
        CohortPhotos = 10,
        CohortRefused = None,
        Enrolled = 2,
        EnrolledByGroup = None,
        FailuresToEnrol = None,
        FailuresToAcquire = None,
        ComparisonsNotAcquired = 0,
        MatedComparisons = 200,
        NonMatedComparisons = 400,
        FalseNonMatches = 3,
        FalseMatches = 0,
        Fnmr = 0.015,
        Fmr = 0,
        FnmrByGroup = new Dictionary<string, double>(),
        FmrByGroup = new Dictionary<string, double>(),
        CosineFalseNonMatches = 4,
        CosineFalseMatches = 1,
        CosineFnmr = 0.02,
        CosineFmr = 0.0025,
        CosineFnmrByGroup = new Dictionary<string, double>(),
        CosineFmrByGroup = new Dictionary<string, double>(),
        EnrolMsMedian = 100,
        VerifyMsMedian = 20,
        BytesPerIdentity = 1100,
        CosineBytesPerIdentity = 512,
        VerifiedAfterRestart = 600,
        SameDecisionsAfterRestart = true,
        Seconds = 61.4,
    };

    [Fact]
    public void Notes_FewErrors_SayWhatOneIsWorthAndThatTheyCarryNoClaim() => Assert.Equal(
        [
            "Failures to enrol: none.",
            "Failures to acquire: none.",
            "One mated error is 0.50 points of FNMR, and there are 3 (cosine: 4). Fewer than 30 carry no claim.",
            "61 s in all.",
        ],
        DemoReport.Notes(Result));

    [Fact]
    public void Notes_ManyErrors_LeaveTheClaimToTheReader() => Assert.Contains(
        "One mated error is 0.05 points of FNMR, and there are 30 (cosine: 44).",
        DemoReport.Notes(Result with { MatedComparisons = 2000, FalseNonMatches = 30, CosineFalseNonMatches = 44 }));

    [Fact]
    public void Notes_RefusedPhotos_NameReasonsAndComparisons()
    {
        var notes = DemoReport.Notes(Result with
        {
            FailuresToEnrol = new Dictionary<string, int> { ["no_face"] = 1 },
            FailuresToAcquire = new Dictionary<string, int> { ["low_quality"] = 2, ["several_faces"] = 1 },
            ComparisonsNotAcquired = 1200,
        }).ToArray();

        Assert.Equal("Failures to enrol: 1 no_face.", notes[0]);
        Assert.Equal("Failures to acquire: 2 low_quality, 1 several_faces; their 1,200 comparisons count in neither rate.", notes[1]);
    }
}
