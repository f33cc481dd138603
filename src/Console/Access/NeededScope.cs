using Microsoft.AspNetCore.Builder;

namespace Mote.Console.Access;

/// <summary>What a route asks of its caller. Part of the route's metadata; a route without it is closed to everybody.</summary>
/// <param name="Scope">What the caller must be allowed.</param>
public sealed record NeededScope(Scope Scope);

/// <summary>Names the scope of routes.</summary>
public static class NeededScopeExtensions
{
    /// <summary>Opens a route, or a group of them, to callers who are allowed <paramref name="scope"/>.</summary>
    /// <param name="routes">The route or the group.</param>
    /// <param name="scope">What the caller must be allowed.</param>
    public static T Needs<T>(this T routes, Scope scope)
        where T : IEndpointConventionBuilder => routes.WithMetadata(new NeededScope(scope));
}
