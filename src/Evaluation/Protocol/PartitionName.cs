using Mote.Recognition.Cohorts;

namespace Mote.Evaluation.Protocol;

/// <summary>The names that a labels file gives to what a photo is for; any other name means "nothing".</summary>
public static class PartitionName
{
    /// <summary>The photo a subject is enrolled from.</summary>
    public const string Reference = "enrol";

    /// <summary>Another photo of a subject who is enrolled.</summary>
    public const string Probe = "probe";

    /// <summary>The cohort partition of a name; null if it names none.</summary>
    public static CohortPartition? Cohort(string name) => name switch
    {
        "cohort-train" => CohortPartition.Training,
        "cohort-validation" => CohortPartition.Validation,
        "cohort-calibration" => CohortPartition.Calibration,
        _ => null,
    };
}
