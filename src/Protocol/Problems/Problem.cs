namespace Mote.Protocol;

/// <summary>A problem detail (RFC 9457) with Mote's extension members.</summary>
/// <param name="Type">A URI reference that identifies the kind: <c>urn:mote:problem:CODE</c>.</param>
/// <param name="Title">The kind in a few words, the same at every occurrence.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What was wrong this time and what to do about it.</param>
/// <param name="Code">One of <see cref="ProblemCode"/>.</param>
/// <param name="Measured">The value that was refused, where there is one.</param>
/// <param name="Bound">The bound it was measured against.</param>
/// <param name="TraceId">Finds the request in the service's log.</param>
public sealed record Problem(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    double? Measured = null,
    double? Bound = null,
    string? TraceId = null)
{
    /// <summary>Seconds until it is worth trying again, where that is known; the header <c>Retry-After</c> says the same.</summary>
    public double? RetryAfterSeconds { get; init; }

    /// <summary>For <see cref="ProblemCode.LockedOut"/>, which lock it is; null for everything else.</summary>
    public IdentityLock? Lock { get; init; }

    /// <summary>What its code means, or where that is of a later version its status.</summary>
    internal ProblemType KnownType => ProblemTypes.Find(Code) ?? ProblemTypes.OfStatus(Status);

    /// <summary>A problem of a known type, with the status and the title of the table.</summary>
    /// <param name="code">One of <see cref="ProblemCode"/>.</param>
    /// <param name="detail">What was wrong this time and what to do about it.</param>
    /// <param name="measured">The value that was refused, where there is one.</param>
    /// <param name="bound">The bound it was measured against.</param>
    /// <param name="traceId">Finds the request in the service's log.</param>
    public static Problem Of(string code, string detail, double? measured = null, double? bound = null, string? traceId = null)
    {
        var type = ProblemTypes.Of(code);
        return new Problem($"urn:mote:problem:{code}", type.Title, type.Status, detail, code, measured, bound, traceId);
    }
}
