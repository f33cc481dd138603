using Microsoft.AspNetCore.Builder;
using Mote.Grains.Contracts.Access;

namespace Mote.Service.Permits;

/// <summary>To whom a route is open: to callers who may what it asks for, or, where that is said in so many words, to whoever is known. Part of the route's metadata; a route without it is closed to everybody.</summary>
public sealed class RoutePermit
{
    private RoutePermit(GrainPermit? asked) => Asked = asked;

    /// <summary>For a route that asks for nothing but who is there.</summary>
    public static RoutePermit OfWhoeverIsKnown { get; } = new(null);

    /// <summary>What the route asks for takes; null where it is enough to be known.</summary>
    public GrainPermit? Asked { get; }

    /// <summary>For a route that asks for something.</summary>
    /// <param name="asked">What that takes.</param>
    /// <exception cref="ArgumentException">It is internal: no route asks for that.</exception>
    public static RoutePermit Of(GrainPermit asked) => asked is { IsInternal: false }
        ? new RoutePermit(asked)
        : throw new ArgumentException("What only the service may ask for is behind no route.", nameof(asked));

    /// <summary>Whether that caller may use the route.</summary>
    /// <param name="caller">Who asks.</param>
    public bool Allows(Caller caller) => Asked?.Allows(caller) ?? true;
}

/// <summary>Says to whom routes are open.</summary>
public static class RoutePermitExtensions
{
    /// <summary>Opens a route, or a group of them, to whoever may ask for something.</summary>
    /// <param name="routes">The route or the group.</param>
    /// <param name="asked">What that takes, one of <see cref="Permit"/>.</param>
    /// <exception cref="ArgumentException">It is internal: no route asks for that.</exception>
    public static T Needs<T>(this T routes, GrainPermit asked)
        where T : IEndpointConventionBuilder => routes.WithMetadata(RoutePermit.Of(asked));

    /// <summary>Opens a route, or a group of them, to whoever is known.</summary>
    /// <param name="routes">The route or the group.</param>
    public static T NeedsNoScope<T>(this T routes)
        where T : IEndpointConventionBuilder => routes.WithMetadata(RoutePermit.OfWhoeverIsKnown);
}
