using Mote.Grains.Contracts.Access;
using Mote.Protocol;

namespace Mote.Grains.Contracts.Audit;

/// <summary>What happened, for the audit trail. Never a face, an embedding, a name of a person, or a score of a non-match.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Outcome">How that ended.</param>
/// <param name="Caller">On whose behalf.</param>
/// <param name="Door">What the caller named as its door.</param>
[GenerateSerializer, Immutable, Alias("Mote.AuditEvent")]
public sealed record AuditEvent(
    [property: Id(0)] TrailKind Kind,
    [property: Id(1)] TrailOutcome Outcome,
    [property: Id(2)] string Caller,
    [property: Id(3)] string? Door)
{
    /// <summary>Something that a caller brought about.</summary>
    public AuditEvent(AuditKind kind, AuditOutcome outcome, Caller caller)
        : this(kind.Stored(), outcome.Stored(), (caller ?? throw new ArgumentNullException(nameof(caller))).Name, caller.Door)
    {
    }

    /// <summary>Stands for the person concerned, from enrolment to erasure: the name alone is in the roster.</summary>
    [Id(4)]
    public Guid? Person { get; init; }

    /// <summary>Why it was refused, one of <see cref="ProblemCode"/>.</summary>
    [Id(5)]
    public string? Code { get; init; }

    /// <summary>The version of the model-template that answered or was made.</summary>
    [Id(6)]
    public int? TemplateVersion { get; init; }

    /// <summary>The id that a decision was answered with.</summary>
    [Id(7)]
    public Guid? DecisionId { get; init; }

    /// <summary>For a match, the rate at which it would just be accepted.</summary>
    [Id(8)]
    public double? FalseMatchRate { get; init; }

    /// <summary>For a change, what the person's shard of the manifest was after it.</summary>
    [Id(9)]
    public ManifestStamp? Manifest { get; init; }

    /// <summary>For an interruption, at most how many decisions before it may have no entry.</summary>
    [Id(10)]
    public long? MostMissing { get; init; }

    /// <summary>When it happened; null for now. In a chain it is the entry's time, and no part of this.</summary>
    [Id(11)]
    public DateTimeOffset? HappenedAt { get; init; }

    /// <summary>The name of the API key that was made, limited or revoked.</summary>
    [Id(12)]
    public string? ApiKey { get; init; }

    /// <summary>For refused credentials, the network that they came from, never a whole address; null for several.</summary>
    [Id(13)]
    public string? From { get; init; }

    /// <summary>How many such things the entry stands for; null for the one.</summary>
    [Id(14)]
    public long? Times { get; init; }

    /// <summary>In the trail of the service itself, the realm that was made or removed.</summary>
    [Id(15)]
    public string? Realm { get; init; }

    /// <summary>For a decision, true where the silo knew itself to be of its cluster by the other silos' word alone, for the membership table did not answer.</summary>
    [Id(16)]
    public bool? ByOthersWord { get; init; }

    /// <summary>Whether it is a decision about a face.</summary>
    public bool IsDecision => Kind is TrailKind.Verified or TrailKind.Explained;
}
