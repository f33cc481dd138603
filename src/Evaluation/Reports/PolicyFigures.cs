namespace Mote.Evaluation.Reports;

/// <summary>What a group policy, chosen on cohort people, does to the subjects.</summary>
public sealed record PolicyFigures
{
    /// <summary>At one global threshold of pooled FMR, set on these comparisons after the mapping.</summary>
    public required OperatingPoint AtGlobalThreshold { get; init; }

    /// <summary>At the threshold set beforehand on the cohort: what was achieved.</summary>
    public required OperatingPoint AtThresholdSetBefore { get; init; }

    /// <summary>What is added to a score, by attribute group of the subject; null where the policy does something else.</summary>
    public SortedDictionary<string, double>? Shifts { get; init; }

    /// <summary>Cohort people enrolled for the purpose.</summary>
    public required int CohortPeople { get; init; }
}
