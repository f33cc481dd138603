using Mote.Protocol;

namespace Mote.Grains.Contracts.Access;

/// <summary>What each role may do.</summary>
public static class RoleScopes
{
    private static readonly ScopeSet OfReception = ScopeSet.Of(Scope.Verify, Scope.People, Scope.Enrol, Scope.Reenrol, Scope.Unlock);
    private static readonly ScopeSet OfAuditor = ScopeSet.Of(Scope.Fairness, Scope.Audit, Scope.Metrics);
    private static readonly ScopeSet OfOperator = OfReception.With(
        ScopeSet.Of(Scope.Explain, Scope.ReenrolByForce, Scope.RollBack, Scope.Erase, Scope.Exclude, Scope.Fairness, Scope.Metrics));

    /// <summary>Of a caller of whom nobody said more.</summary>
    public static ScopeSet Default { get; } = ScopeSet.Of(Scope.Verify);

    /// <summary>What an operator's key did before there were scopes: all that there was then.</summary>
    public static ScopeSet BeforeScopes { get; } = OfOperator.With(OfAuditor).With(ScopeSet.Of(Scope.MasterKeys));

    /// <summary>Everything that is asked for anywhere.</summary>
    public static ScopeSet Everything { get; } = BeforeScopes.With(ScopeSet.Of(Scope.ApiKeys, Scope.Sites));

    /// <summary>What the service's own credentials may, none of it in a realm: realms, the trail and the master keys of that, and the figures of the silo.</summary>
    public static ScopeSet OfService { get; } = ScopeSet.Of(Scope.Realms, Scope.Audit, Scope.MasterKeys, Scope.Metrics);

    /// <summary>What somebody with those scopes is called: by the role that has just these, else "caller".</summary>
    /// <param name="scopes">The scopes.</param>
    public static string Title(ScopeSet scopes) =>
        scopes == OfService ? "service" :
        scopes == BeforeScopes ? Role.Operator.Name() :
        Enum.GetValues<Role>().Where(role => Of(role) == scopes).Select(role => role.Name()).FirstOrDefault("caller");

    /// <summary>Some scopes and those of a role together; none where nothing is said.</summary>
    /// <param name="scopes">The scopes.</param>
    /// <param name="role">The role; null for none.</param>
    public static ScopeSet Said(IEnumerable<Scope> scopes, Role? role) => ScopeSet.Of(scopes).With(role is { } named ? Of(named) : ScopeSet.None);

    /// <summary>The scopes of a role.</summary>
    /// <param name="role">The role.</param>
    public static ScopeSet Of(Role role) => role switch
    {
        Role.Door => Default,
        Role.Reception => OfReception,
        Role.Operator => OfOperator,
        Role.Auditor => OfAuditor,
        Role.Administrator => Everything,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role."),
    };
}
