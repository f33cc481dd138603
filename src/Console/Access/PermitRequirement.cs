using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Mote.Console.Access;

/// <summary>
/// The caller is allowed the scope that the route names. Fails closed: a route that names none is nobody's, however it was
/// mapped. What no route serves, an unknown address or another method, is answered as such to whoever is known.
/// </summary>
public sealed class PermitRequirement : AuthorizationHandler<PermitRequirement>, IAuthorizationRequirement
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermitRequirement requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Resource is HttpContext http && Needed(http) is { } scope && Permits.Allow(context.User.HasClaim(claim => claim.Type == CallerClaims.Operator), scope))
            context.Succeed(this);
        return Task.CompletedTask;
    }

    // What routing itself answers (404, 405, 415) is no route.
    private static Scope? Needed(HttpContext context) => context.GetEndpoint() is RouteEndpoint route ? route.Metadata.GetMetadata<NeededScope>()?.Scope : Scope.Known;
}
