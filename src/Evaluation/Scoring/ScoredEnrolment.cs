using Mote.Evaluation.Recipes;

namespace Mote.Evaluation.Scoring;

/// <summary>One enrolled person and the scores of all probes.</summary>
/// <param name="Number">The place of the enrolment in its plan.</param>
/// <param name="Scores">One a probe; empty for a failure to enrol.</param>
/// <param name="Placement">Where they lie on the calibrated scale; null without calibration.</param>
/// <param name="Bytes">Bytes stored.</param>
/// <param name="SilentStrangers">Non-mated probes answered with exactly 0; null where silence is not the design.</param>
/// <param name="TrainMs">Core-milliseconds of training.</param>
/// <param name="ScoreNs">Nanoseconds a score, over all probes at once.</param>
internal sealed record ScoredEnrolment(int Number, float[] Scores, ScorePlacement? Placement, int Bytes, int? SilentStrangers, double TrainMs, double ScoreNs)
{
    public bool IsFailure => Scores.Length == 0;

    public static ScoredEnrolment Failure(int number) => new(number, [], null, 0, null, 0, 0);
}
