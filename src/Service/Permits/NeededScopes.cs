using Microsoft.AspNetCore.Builder;
using Mote.Grains.Contracts.Access;
using Mote.Protocol;

namespace Mote.Service.Permits;

/// <summary>What a route asks of its caller: one of these scopes, or none where it is enough to be known. Part of the route's metadata; a route without it is closed to everybody.</summary>
/// <param name="Scopes">The scopes.</param>
public sealed record NeededScopes(ScopeSet Scopes)
{
    /// <summary>Whether that caller may use the route.</summary>
    /// <param name="caller">Who asks.</param>
    public bool Allow(Caller caller) =>
        Scopes.Count == 0 || (caller ?? throw new ArgumentNullException(nameof(caller))).Scopes.Overlaps(Scopes);
}

/// <summary>Names the scopes of routes.</summary>
public static class NeededScopesExtensions
{
    /// <summary>Opens a route, or a group of them, to whoever may have a grain's method run: the grain says who that is.</summary>
    /// <param name="routes">The route or the group.</param>
    /// <param name="permit">What the method that the route asks for takes.</param>
    /// <exception cref="ArgumentException">It is internal: no route asks for that.</exception>
    public static T Needs<T>(this T routes, GrainPermit permit)
        where T : IEndpointConventionBuilder =>
        permit is { Scopes.Count: > 0 }
            ? routes.WithMetadata(new NeededScopes(permit.Scopes))
            : throw new ArgumentException("What only the service may ask for is behind no route.", nameof(permit));

    /// <summary>Opens a route, or a group of them, that asks no one grain, to callers with that scope.</summary>
    /// <param name="routes">The route or the group.</param>
    /// <param name="scope">What the caller must be allowed.</param>
    public static T Needs<T>(this T routes, Scope scope)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new NeededScopes(ScopeSet.Of(scope)));

    /// <summary>Opens a route, or a group of them, to whoever is known.</summary>
    /// <param name="routes">The route or the group.</param>
    public static T NeedsNoScope<T>(this T routes)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new NeededScopes(ScopeSet.None));
}
