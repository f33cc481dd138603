namespace Mote.Evaluation.Reports;

/// <summary>What was compared, and what could not be.</summary>
public sealed record ProtocolFigures
{
    /// <summary>Draws of the reference photos; the first is the labels' own.</summary>
    public required int Draws { get; init; }

    /// <summary>Reference photos a subject.</summary>
    public required int References { get; init; }

    /// <summary>Probes of the first draw that could be used.</summary>
    public required int Probes { get; init; }

    /// <summary>Probes of the first draw that were refused.</summary>
    public required int ProbesRefused { get; init; }

    /// <summary>The failure-to-acquire rate: the share of probes of the first draw that were refused.</summary>
    public required double Fta { get; init; }

    /// <summary>Subjects of the first draw all of whose reference photos were refused.</summary>
    public required int ReferencesRefused { get; init; }

    /// <summary>Mated comparisons of the first draw.</summary>
    public required int Mated { get; init; }

    /// <summary>Non-mated comparisons of the first draw: every ordered pair of a subject and another one's probe.</summary>
    public required int NonMated { get; init; }

    /// <summary>Resamples of the subjects behind every interval.</summary>
    public required int Resamples { get; init; }

    /// <summary>Photos of the cohort by partition: training, validation, calibration.</summary>
    public required IReadOnlyList<int> CohortPhotos { get; init; }

    /// <summary>Photos refused, by reason; empty where embeddings were given.</summary>
    public SortedDictionary<string, int> Refused { get; init; } = [];
}
