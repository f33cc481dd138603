using Mote.Grains.Contracts.Keys;
using Mote.Grains.Contracts.Reenrolments;
using Mote.Grains.Fairness;
using Mote.Protocol;
using Mote.Recognition.Certification;

namespace Mote.Service.Wire;

/// <summary>What is known of a realm, in the words of the wire.</summary>
internal static class ServiceMapping
{
    public static MasterKeyVersion ToWire(this KeyUse use) => new(use.Version, use.IsProvided, use.IsCurrent, use.Records) { IsOfCohort = use.IsOfCohort };

    public static KeyRotation ToWire(this KeyRotationStatus status) => new(status.MasterKeyVersion, status.State, status.Total, status.Done, status.Refused);

    public static ReenrolmentJob ToWire(this ReenrolmentJobStatus status) => new(
        status.State, status.Total, status.Done, status.Noted, status.NotedBefore, status.NotEnrolled, status.Refused, status.RefusedSubjects);

    public static Protocol.Fairness ToWire(this GatheredFairness gathered, string policy) => new(
        gathered.Enrolled,
        gathered.Figures.Certified,
        [.. gathered.Figures.Groups.Select(group => new FairnessGroup(
            group.Group,
            ToWire(group.FalseNonMatchRate),
            group.WorstFalseNonMatchRate,
            group.Samples.Trials,
            group.Samples.Errors,
            ToWire(group.FalseMatchRate),
            group.StrangerPhotos.Trials,
            group.StrangerPhotos.Errors))],
        ToWire(gathered.Figures.GiniAggregationRate),
        policy,
        gathered.Refusals,
        [.. gathered.Notes, .. gathered.Figures.Warnings],
        gathered.GatheredAt);

    private static FairnessEstimate? ToWire(Estimate? estimate) => estimate is { } known ? ToWire(known) : null;

    private static FairnessEstimate ToWire(Estimate estimate) => new(estimate.Value, estimate.Low, estimate.High);
}
