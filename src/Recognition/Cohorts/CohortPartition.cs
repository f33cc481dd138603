namespace Mote.Recognition.Cohorts;

/// <summary>What a cohort person may be used for. No person is in two partitions.</summary>
public enum CohortPartition : byte
{
    /// <summary>Impostors and within-person variation while a network is trained.</summary>
    Training,

    /// <summary>Early stopping, the fit of synthetic samples, and the people enrolled to fit the pooled tail.</summary>
    Validation,

    /// <summary>Strangers whose margins place a subject on the scale of false-match rates.</summary>
    Calibration,
}
