namespace Mote.Protocol;

/// <summary>One entry of a realm's audit trail. Never a face, an embedding, or a score of a non-match.</summary>
/// <param name="Sequence">Its place in its writer's chain, from 1. Numbers are left out where the chain had to go on behind a damaged segment.</param>
/// <param name="Time">When it happened.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Outcome">How that ended.</param>
/// <param name="Subject">The enrolled person's name; null where nobody enrolled is concerned, or the person was erased since.</param>
/// <param name="Person">Stands for the person in the chain, from one enrolment to the erasure; null where nobody enrolled is concerned.</param>
/// <param name="Code">Why it was refused, one of <see cref="ProblemCode"/>; null where it was not.</param>
/// <param name="Caller">The name of the API key; empty where the service did it by itself.</param>
/// <param name="Door">What the caller named as its door, in the header <c>Mote-Door</c>; null for nothing.</param>
/// <param name="TemplateVersion">The version of the model-template that answered or was made; null where there is none.</param>
/// <param name="DecisionId">The id that a decision was answered with; null for everything else.</param>
/// <param name="FalseMatchRate">For a match, the rate at which it would just be accepted; null for everything else.</param>
/// <param name="Hash">SHA-256 over this entry and the hash of the one before, hexadecimal.</param>
public sealed record AuditEntry(
    long Sequence,
    DateTimeOffset Time,
    AuditKind Kind,
    AuditOutcome Outcome,
    string? Subject,
    Guid? Person,
    string? Code,
    string Caller,
    string? Door,
    int? TemplateVersion,
    Guid? DecisionId,
    double? FalseMatchRate,
    string Hash)
{
    /// <summary>Whose chain it is in, such as a silo's.</summary>
    public string? Writer { get; init; }

    /// <summary>For an interruption, at most how many decisions before it may have no entry; null for everything else.</summary>
    public long? MostMissing { get; init; }

    /// <summary>The name of the API key that was made, limited or revoked; null for everything else.</summary>
    public string? ApiKey { get; init; }

    /// <summary>For refused credentials, the network that they came from, /24 of IPv4 and /48 of IPv6; null for several together, and for everything else.</summary>
    public string? From { get; init; }

    /// <summary>In the trail of the service itself, the realm that was made or removed; null for everything else.</summary>
    public string? Realm { get; init; }

    /// <summary>For a decision, true where the silo knew itself to be of its cluster by the other silos' word alone, for the membership table did not answer; null for everything else.</summary>
    public bool? ByOthersWord { get; init; }

    /// <summary>For refused credentials, how many; null for everything else.</summary>
    public long? Times { get; init; }
}
