namespace Mote.Cli.Demo;

/// <summary>The figures of a demo, with the keys of its JSON. A rate of no comparisons is null.</summary>
internal sealed record DemoResult
{
    public required string Recipe { get; init; }

    public required ulong Seed { get; init; }

    public required double TargetFmr { get; init; }

    public required int CohortPhotos { get; init; }

    /// <summary>Cohort photos that were refused and not used, by reason.</summary>
    public required IReadOnlyDictionary<string, int> CohortRefused { get; init; }

    public required int Enrolled { get; init; }

    public required IReadOnlyDictionary<string, int> EnrolledByGroup { get; init; }

    /// <summary>People whose photo was refused at enrolment, by reason.</summary>
    public required IReadOnlyDictionary<string, int> FailuresToEnrol { get; init; }

    /// <summary>Photos that were refused at verification, by reason; in comparisons, <see cref="ComparisonsNotAcquired"/>.</summary>
    public required IReadOnlyDictionary<string, int> FailuresToAcquire { get; init; }

    /// <summary>Comparisons with a refused photo: they count in no rate.</summary>
    public required int ComparisonsNotAcquired { get; init; }

    public required int MatedComparisons { get; init; }

    public required int NonMatedComparisons { get; init; }

    public required int FalseNonMatches { get; init; }

    public required int FalseMatches { get; init; }

    public required double? Fnmr { get; init; }

    public required double? Fmr { get; init; }

    public required IReadOnlyDictionary<string, double> FnmrByGroup { get; init; }

    public required IReadOnlyDictionary<string, double> FmrByGroup { get; init; }

    public required int CosineFalseNonMatches { get; init; }

    public required int CosineFalseMatches { get; init; }

    public required double? CosineFnmr { get; init; }

    public required double? CosineFmr { get; init; }

    public required IReadOnlyDictionary<string, double> CosineFnmrByGroup { get; init; }

    public required IReadOnlyDictionary<string, double> CosineFmrByGroup { get; init; }

    public required double EnrolMsMedian { get; init; }

    /// <summary>One verification at a time, as the client sees it; null of none.</summary>
    public required double? VerifyMsMedian { get; init; }

    /// <summary>The network's: weights, biases, output weights and scales.</summary>
    public required int BytesPerIdentity { get; init; }

    /// <summary>The embedding's, in float32.</summary>
    public required int CosineBytesPerIdentity { get; init; }

    /// <summary>Comparisons that were decided again after the restart.</summary>
    public required int VerifiedAfterRestart { get; init; }

    public required bool SameDecisionsAfterRestart { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The console that was left running; null for none.</summary>
    public DemoConsole? Console { get; init; }
}
