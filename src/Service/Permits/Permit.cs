using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Keys;
using Mote.Grains.Contracts.Realms;
using Mote.Grains.Contracts.Reenrolments;
using Mote.Protocol;

namespace Mote.Service.Permits;

/// <summary>What each use case takes, as the grain's method behind it says, or where none is a scope: edges ask here before they read a request, and the service before it does anything.</summary>
public static class Permit
{
    /// <summary>Seeing who is enrolled.</summary>
    public static GrainPermit People { get; } = Of(Scope.People);

    /// <summary>Seeing what is known of a person.</summary>
    public static GrainPermit Describe { get; } = Of<IIdentityGrain>(nameof(IIdentityGrain.Describe));

    /// <summary>Verifying, and judging whether a picture would do for that.</summary>
    public static GrainPermit Verify { get; } = Of<IIdentityGrain>(nameof(IIdentityGrain.Verify));

    /// <summary>Verifying with an explanation.</summary>
    public static GrainPermit Explain { get; } = Of<IIdentityGrain>(nameof(IIdentityGrain.Explain));

    /// <summary>Enrolling a person.</summary>
    public static GrainPermit Enrol { get; } = Of<IIdentityGrain>(nameof(IIdentityGrain.Enrol));

    /// <summary>Enrolling one anew whose model-template agrees.</summary>
    public static GrainPermit Reenrol { get; } = Of<IIdentityGrain>(nameof(IIdentityGrain.Reenrol));

    /// <summary>Enrolling one anew whose model-template is not asked.</summary>
    public static GrainPermit ReenrolByForce { get; } = Of<IIdentityGrain>(nameof(IIdentityGrain.ReenrolByForce));

    /// <summary>Enrolling one anew in either way.</summary>
    public static GrainPermit ReenrolEitherWay { get; } = Of<IIdentityGrain>(nameof(IIdentityGrain.Reenrol), nameof(IIdentityGrain.ReenrolByForce));

    /// <summary>Enrolling anybody in any way.</summary>
    public static GrainPermit EnrolAnyWay { get; } = Of<IIdentityGrain>(nameof(IIdentityGrain.Enrol), nameof(IIdentityGrain.Reenrol), nameof(IIdentityGrain.ReenrolByForce));

    /// <summary>Following an enrolment.</summary>
    public static GrainPermit FollowEnrolment { get; } = Of<IIdentityGrain>(nameof(IIdentityGrain.Await));

    /// <summary>Excluding a face.</summary>
    public static GrainPermit Exclude { get; } = Of<IIdentityGrain>(nameof(IIdentityGrain.Exclude));

    /// <summary>Lifting locks, all of a person or one.</summary>
    public static GrainPermit Unlock { get; } = Of<IIdentityGrain>(nameof(IIdentityGrain.Unlock), nameof(IIdentityGrain.UnlockAt));

    /// <summary>Bringing the model-template of before back.</summary>
    public static GrainPermit RollBack { get; } = Of<IIdentityGrain>(nameof(IIdentityGrain.RollBack));

    /// <summary>Asking that a person be enrolled anew.</summary>
    public static GrainPermit RequestReenrolment { get; } = Of<IIdentityGrain>(nameof(IIdentityGrain.WishReenrolment));

    /// <summary>Taking that back.</summary>
    public static GrainPermit WithdrawReenrolment { get; } = Of<IIdentityGrain>(nameof(IIdentityGrain.WithdrawReenrolment));

    /// <summary>Erasing a person.</summary>
    public static GrainPermit Erase { get; } = Of<IIdentityGrain>(nameof(IIdentityGrain.Erase));

    /// <summary>Asking that many be enrolled anew.</summary>
    public static GrainPermit RequestReenrolments { get; } = Of<IReenrolmentJobGrain>(nameof(IReenrolmentJobGrain.Start));

    /// <summary>Following that.</summary>
    public static GrainPermit FollowReenrolments { get; } = Of<IReenrolmentJobGrain>(nameof(IReenrolmentJobGrain.Status));

    /// <summary>Seeing how evenly errors fall, and trying a balance.</summary>
    public static GrainPermit Fairness { get; } = Of(Scope.Fairness);

    /// <summary>Reading and checking the audit trail.</summary>
    public static GrainPermit Audit { get; } = Of(Scope.Audit);

    /// <summary>Seeing how it stands with the service.</summary>
    public static GrainPermit Status { get; } = Of(Scope.Metrics);

    /// <summary>Seeing figures, as far as they are the caller's.</summary>
    public static GrainPermit Figures { get; } = Of(Scope.Metrics);

    /// <summary>Seeing the versions of the master key.</summary>
    public static GrainPermit MasterKeys { get; } = Of<IKeyRotationGrain>(nameof(IKeyRotationGrain.Uses));

    /// <summary>Bringing every record under the current one.</summary>
    public static GrainPermit RotateMasterKey { get; } = Of<IKeyRotationGrain>(nameof(IKeyRotationGrain.Start));

    /// <summary>Following that.</summary>
    public static GrainPermit FollowRotation { get; } = Of<IKeyRotationGrain>(nameof(IKeyRotationGrain.Status));

    /// <summary>Seeing API keys.</summary>
    public static GrainPermit ListApiKeys { get; } = Of<IAccessGrain>(nameof(IAccessGrain.List));

    /// <summary>Making one.</summary>
    public static GrainPermit MakeApiKey { get; } = Of<IAccessGrain>(nameof(IAccessGrain.Make));

    /// <summary>Leaving one less.</summary>
    public static GrainPermit LimitApiKey { get; } = Of<IAccessGrain>(nameof(IAccessGrain.Limit));

    /// <summary>Revoking one.</summary>
    public static GrainPermit RevokeApiKey { get; } = Of<IAccessGrain>(nameof(IAccessGrain.Revoke));

    /// <summary>Seeing realms.</summary>
    public static GrainPermit ListRealms { get; } = Of<IRealmsGrain>(nameof(IRealmsGrain.List));

    /// <summary>Making one.</summary>
    public static GrainPermit MakeRealm { get; } = Of<IRealmsGrain>(nameof(IRealmsGrain.Make));

    /// <summary>Removing one.</summary>
    public static GrainPermit RemoveRealm { get; } = Of<IRealmsGrain>(nameof(IRealmsGrain.Remove));

    private static GrainPermit Of<T>(params string[] methods) => GrainPermit.Of<T>(methods);

    private static GrainPermit Of(Scope scope) => new(ScopeSet.Of(scope));
}
