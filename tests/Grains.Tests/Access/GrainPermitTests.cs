using System.Reflection;
using Mote.Grains.Access;
using Mote.Grains.Contracts.Access;
using Mote.Protocol;
using Orleans;
using Orleans.Runtime;

namespace Mote.Grains.Tests.Access;

public sealed class GrainPermitTests
{
    // Every grain method, and what it takes. Whatever is added must be added here, and thought about.
    private static readonly string[] Table =
    [
        "IAccessGrain.Changed internal",
        "IAccessGrain.Issued internal",
        "IAccessGrain.KeyUse internal",
        "IAccessGrain.Limit api-keys",
        "IAccessGrain.List api-keys",
        "IAccessGrain.Make api-keys",
        "IAccessGrain.Rekey internal",
        "IAccessGrain.Revoke api-keys",
        "IAccessGrain.RevokeAll internal",
        "IAuditGrain.Append internal",
        "IAuditGrain.Tail audit",
        "IAuditRealmGrain.Anchor internal",
        "IAuditRealmGrain.Chains audit",
        "IAuditRealmGrain.Fault audit",
        "IAuditRealmGrain.Join internal",
        "IAuditRealmGrain.KeyUse internal",
        "IAuditRealmGrain.Rekey internal",
        "IAuditWriterGrain.AppendOnce internal",
        "IAuditWriterGrain.KeyUse internal",
        "IAuditWriterGrain.Rekey internal",
        "IAuditWriterGrain.Written audit",
        "IIdentityGrain.Await enrol, re-enrol, re-enrol-force",
        "IIdentityGrain.Describe people",
        "IIdentityGrain.Enrol enrol",
        "IIdentityGrain.Erase erase",
        "IIdentityGrain.Exclude exclude",
        "IIdentityGrain.Explain explain",
        "IIdentityGrain.Presence internal",
        "IIdentityGrain.Reenrol re-enrol",
        "IIdentityGrain.ReenrolByForce re-enrol-force",
        "IIdentityGrain.Rekey internal",
        "IIdentityGrain.RollBack roll-back",
        "IIdentityGrain.Unlock unlock",
        "IIdentityGrain.UnlockAt unlock",
        "IIdentityGrain.Verify verify",
        "IIdentityGrain.WishReenrolment re-enrol",
        "IIdentityGrain.WithdrawReenrolment re-enrol",
        "IKeyRotationGrain.Start master-keys",
        "IKeyRotationGrain.Status master-keys",
        "IKeyRotationGrain.Uses metrics, master-keys",
        "ILockoutCarrier.Closed internal",
        "ILockoutCarrier.Leave internal",
        "ILockoutCarrier.Remaining internal",
        "ILockoutCarrier.Taken internal",
        "IMembershipView.Version internal",
        "INetworkDirectionGrain.Direction internal",
        "IRealmsGrain.Changed internal",
        "IRealmsGrain.Gone internal",
        "IRealmsGrain.KeyUse internal",
        "IRealmsGrain.Known internal",
        "IRealmsGrain.List realms",
        "IRealmsGrain.Make realms",
        "IRealmsGrain.Rekey internal",
        "IRealmsGrain.Remove realms",
        "IReenrolmentJobGrain.Forget internal",
        "IReenrolmentJobGrain.KeyUse internal",
        "IReenrolmentJobGrain.Rekey internal",
        "IReenrolmentJobGrain.Start re-enrol",
        "IReenrolmentJobGrain.Status re-enrol",
        "IRosterGrain.Check audit",
        "IRosterGrain.Count people",
        "IRosterGrain.CountRefusal internal",
        "IRosterGrain.Intend internal",
        "IRosterGrain.IntendErasure internal",
        "IRosterGrain.KeyUse internal",
        "IRosterGrain.Lines audit",
        "IRosterGrain.List people",
        "IRosterGrain.Names audit",
        "IRosterGrain.NotedUpTo audit",
        "IRosterGrain.Refusals internal",
        "IRosterGrain.RekeySome internal",
        "IRosterGrain.SealedBefore internal",
        "IRosterGrain.Settle internal",
        "IRosterGrain.Some internal",
        "IRosterGrain.Strike internal",
        "ISessionKeysGrain.Add internal",
        "ISessionKeysGrain.End internal",
        "ISessionKeysGrain.KeyUse internal",
        "ISessionKeysGrain.Known internal",
        "ISessionKeysGrain.Rekey internal",
    ];

    /// <summary>Those of grains; what single silos of a cluster are asked for is no grain.</summary>
    internal static IEnumerable<MethodInfo> Methods => Of(typeof(IGrain));

    private static IEnumerable<MethodInfo> Of(Type kind) => typeof(CallGuard).Assembly.GetTypes()
        .Where(type => type.IsInterface && type.IsAssignableTo(kind))
        .SelectMany(type => type.GetMethods());

    [Fact]
    public void EveryMethod_StandsInTheTable() => Assert.Equal(Table, Of(typeof(IAddressable))
        .Select(method => $"{method.DeclaringType!.Name}.{method.Name} {(GrainPermit.Of(method) is not { } permit ? "UNSAID" : permit.Scopes.Count == 0 ? "internal" : permit.Scopes.ToString())}")
        .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(Role.Door, "verify")]
    [InlineData(Role.Reception, "verify, people, enrol, re-enrol, unlock")]
    [InlineData(Role.Operator, "verify, explain, people, enrol, re-enrol, re-enrol-force, roll-back, erase, exclude, unlock, fairness, metrics")]
    [InlineData(Role.Auditor, "fairness, audit, metrics")]
    [InlineData(Role.Administrator, "verify, explain, people, enrol, re-enrol, re-enrol-force, roll-back, erase, exclude, unlock, fairness, audit, metrics, master-keys, api-keys, sites")]
    public void Roles_HaveTheirScopes(Role role, string scopes) => Assert.Equal(scopes, RoleScopes.Of(role).ToString());

    [Fact]
    public void Names_AreReadBack()
    {
        Assert.All(Enum.GetValues<Scope>(), scope => Assert.Equal(scope, ScopeNames.Scope(scope.Name())));
        Assert.All(Enum.GetValues<Role>(), role => Assert.Equal(role, ScopeNames.Role(role.Name())));
        Assert.Null(ScopeNames.Scope("everything"));
        Assert.Null(ScopeNames.Role("Door"));
    }
}
