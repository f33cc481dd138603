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
}
