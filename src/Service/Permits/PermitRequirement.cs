using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mote.Service.Access;

namespace Mote.Service.Permits;

/// <summary>
/// The caller is allowed what the route asks for. Fails closed: a route that says nothing is nobody's, however it was
/// mapped. What no route serves, an unknown address or another method, is answered as such to whoever is known.
/// </summary>
public sealed class PermitRequirement : AuthorizationHandler<PermitRequirement>, IAuthorizationRequirement
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermitRequirement requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Resource is HttpContext http && CallerClaims.Of(http, context.User)?.Caller is { } caller && Of(http)?.Allows(caller) == true)
            context.Succeed(this);
        return Task.CompletedTask;
    }

    // What routing itself answers (404, 405, 415) is no route.
    private static RoutePermit? Of(HttpContext context) => context.GetEndpoint() is RouteEndpoint route ? route.Metadata.GetMetadata<RoutePermit>() : RoutePermit.OfWhoeverIsKnown;
}
