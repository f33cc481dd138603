namespace Mote.Protocol;

/// <summary>A problem type (RFC 9457): what one code means, wherever it is met. A row of <see cref="ProblemTypes"/>.</summary>
public sealed class ProblemType
{
    internal ProblemType(string code, int status, string title, ProblemKind kind, ProblemRetry mayBeRetried, string advice) =>
        (Code, Status, Title, Kind, MayBeRetried, Advice) = (code, status, title, kind, mayBeRetried, advice);

    /// <summary>One of <see cref="ProblemCode"/>.</summary>
    public string Code { get; }

    /// <summary>The HTTP status, the same at every edge.</summary>
    public int Status { get; }

    /// <summary>What was wrong, in a few words that are the same at every occurrence.</summary>
    public string Title { get; }

    /// <summary>What it has in common with others.</summary>
    public ProblemKind Kind { get; }

    /// <summary>Whether the same request is worth sending again as it is.</summary>
    public ProblemRetry MayBeRetried { get; }

    /// <summary>What whoever meets it can do about it.</summary>
    public string Advice { get; }

    /// <summary>Whether an enrolment that ends so is counted as a failure to enrol (ISO/IEC 19795-1): what the photo shows, or what came of it, explains it.</summary>
    public bool IsFailureToEnrol { get; internal init; }
}
