namespace Mote.Evaluation.Reports;

/// <summary>Errors of one attribute group at one threshold. A rate of no comparisons is null.</summary>
public sealed record GroupErrors
{
    /// <summary>Enrolled people of the group.</summary>
    public required int People { get; init; }

    /// <summary>The share of the group's mated comparisons rejected.</summary>
    public double? Fnmr { get; init; }

    /// <summary>The interval of <see cref="Fnmr"/>.</summary>
    public Interval? FnmrInterval { get; init; }

    /// <summary>Mated comparisons rejected.</summary>
    public required int Errors { get; init; }

    /// <summary>References of the group against probes of everybody else: the share accepted.</summary>
    public double? Fmr { get; init; }

    /// <summary>The interval of <see cref="Fmr"/>.</summary>
    public Interval? FmrInterval { get; init; }

    /// <summary>References of the group against probes of others of the group: the share accepted.</summary>
    public double? FmrWithinGroup { get; init; }

    /// <summary>The interval of <see cref="FmrWithinGroup"/>.</summary>
    public Interval? FmrWithinGroupInterval { get; init; }
}
