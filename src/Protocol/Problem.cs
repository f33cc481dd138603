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
}
