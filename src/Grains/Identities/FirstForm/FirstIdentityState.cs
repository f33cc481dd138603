using Mote.Grains.Lockouts;
using Mote.Grains.Operations;
using Mote.Recognition.Protection.Records;
using Mote.Recognition.Templates;

namespace Mote.Grains.Identities.FirstForm;

/// <summary>An identity as versions before 0.2 stored it: read for ever, written no more.</summary>
[GenerateSerializer, Alias("Mote.IdentityState")]
internal sealed record FirstIdentityState
{
    /// <summary>The model-template in its protected form.</summary>
    [Id(0)]
    public byte[] Template { get; init; } = [];

    /// <summary>1 at enrolment, one more with each re-enrolment.</summary>
    [Id(1)]
    public int Version { get; init; }

    /// <summary>When this version was trained.</summary>
    [Id(2)]
    public DateTimeOffset EnrolledAt { get; init; }

    /// <summary>The share of synthetic genuine samples drawn from the first attribute group.</summary>
    [Id(3)]
    public double Balance { get; init; }

    /// <summary>The operation that wrote this record.</summary>
    [Id(4)]
    public Guid Operation { get; init; }

    /// <summary>The lockout; null where no lock closed since the last match.</summary>
    [Id(5)]
    public FirstLockout? Lockout { get; init; }

    /// <summary>The last operations, this one included, by their content; null in a record of before they were kept.</summary>
    [Id(6)]
    public FirstDoneOperations? Operations { get; init; }

    /// <summary>The same in today's form.</summary>
    /// <exception cref="ModelTemplateFormatException">The model-template is not whole.</exception>
    public IdentityState ToState() => new(new StoredTemplate(Version, EnrolledAt, Balance, ProtectedTemplate.Parse(Template)), Done())
    {
        // It knew no doors: what it counted it counted at all.
        Lockout = Lockout is { } lockout ? new PersonLockout(new Lockout(lockout.NonMatches, lockout.Locks, lockout.Until), []) : null,
    };

    /// <summary>Its operations in today's form; one that was stored without a digest is known whatever its content was.</summary>
    public DoneOperations Done() => Operations is { } known
        ? new DoneOperations(known.Key, [.. known.Last.Select(done => new Operation(done.Id, done.Digest))])
        : DoneOperations.None().With(new Operation(Operation, []));
}
