using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Lockouts;
using Mote.Protocol;

namespace Mote.Service.Wire;

/// <summary>What is known of people and decided about them, in the words of the wire.</summary>
internal static class IdentityMapping
{
    public static Identity ToWire(this IdentityDescription identity, string subject) => new(
        subject,
        identity.Recipe,
        identity.Version,
        identity.EnrolledAt,
        identity.Balance,
        identity.TargetFalseMatchRate,
        identity.WeightBytes,
        identity.EmbedderHash,
        identity.CohortHash,
        identity.Certificate.ToCertificate())
    {
        LockedUntil = identity.LockedUntil,
        Locks = identity.Locks is [] ? null : [.. identity.Locks.Select(ToWire)],
        CandidateVersion = identity.CandidateVersion,
        CandidateAgreed = identity.CandidateAgreed,
        PreviousVersion = identity.PreviousVersion,
        PreviousKeptUntil = identity.PreviousKeptUntil,
        ReenrolmentRequestedOn = identity.ReenrolmentWishedSince,
        ReenrolmentReason = identity.ReenrolmentCause is { } cause ? Enum.Parse<ReenrolmentReason>(cause.ToString()) : null,
    };

    public static IdentityLock ToWire(this ClosedLock closed) => new(closed.Until)
    {
        Door = closed.Entrance is { IsDoor: true } door ? door.Name : null,
        Key = closed.Entrance is { IsDoor: false } key ? key.Name : null,
    };

    public static EnrolmentOperation ToWire(this EnrolmentStatus status, string subject) => new(
        status.Operation,
        subject,
        status.State,
        status.Progress,
        status.Identity?.ToWire(subject),
        status.Failure is null ? null : status.Failure.ToWire());

    public static Exclusion ToWire(this ExclusionResult result, string subject)
    {
        var identity = result.Identity.ToWire(subject);
        return new Exclusion(
            result.Operation,
            identity,
            ToWire(result.Before),
            ToWire(result.After),
            identity.Certificate?.Previous?.FalseNonMatchRate,
            identity.Certificate?.Figures.FalseNonMatchRate);
    }

    public static Verification ToWire(this VerificationResult result) => new(
        result.IsMatch,
        result.FalseMatchRate,
        result.TargetFalseMatchRate,
        result.TemplateVersion,
        result.EmbedderHash,
        result.DecisionId);

    public static Explanation ToWire(this ExplanationResult result) => new(
        result.Decision.ToWire(),
        result.Method,
        result.Explains,
        result.Figures is { } figures
            ? new ExplanationFigures(
                [.. figures.Regions.Select(region => new RegionShare(region.Region, region.Share))],
                [.. figures.Layers.Select(layer => new LayerActivity(layer.Active, layer.Units))])
            : null,
        result.Aligned,
        result.Photo);

    private static ExcludedFace ToWire(SeenFace face) => new(face.FalseMatchRate, face.Margin, (double)face.SamplesAccepted / face.Samples, face.Samples);
}
