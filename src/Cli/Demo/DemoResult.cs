using System.Text.Json.Serialization;

namespace Mote.Cli.Demo;

/// <summary>The figures of a demo, with the keys of its JSON.</summary>
internal sealed record DemoResult
{
    public required string Recipe { get; init; }

    public required ulong Seed { get; init; }

    public required double TargetFmr { get; init; }

    public required int Enrolled { get; init; }

    public required IReadOnlyDictionary<string, int> FailuresToEnrol { get; init; }

    public required int MatedComparisons { get; init; }

    public required int NonMatedComparisons { get; init; }

    public required int ComparisonsNotAcquired { get; init; }

    public required double Fnmr { get; init; }

    public required double Fmr { get; init; }

    public required IReadOnlyDictionary<string, double> FnmrByGroup { get; init; }

    public required IReadOnlyDictionary<string, double> FmrByGroup { get; init; }

    public required double CosineFnmr { get; init; }

    public required double CosineFmr { get; init; }

    public required double EnrolMsMedian { get; init; }

    public required double VerifyMsMedian { get; init; }

    public required int BytesPerIdentity { get; init; }

    /// <summary>Comparisons that were decided again after the restart.</summary>
    public required int VerifiedAfterRestart { get; init; }

    public required bool SameDecisionsAfterRestart { get; init; }

    public required double Seconds { get; init; }

    [JsonIgnore]
    public int MatedErrors => (int)Math.Round(Fnmr * MatedComparisons);
}
