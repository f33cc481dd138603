using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mote.Grains.Contracts.Access;
using Mote.Service.Access;

namespace Mote.Service.Permits;

/// <summary>
/// The caller is allowed what the route asks for. Fails closed: a route that says nothing is nobody's, however it was
/// mapped. What no route serves, an unknown address or another method, is answered as such to whoever is known.
/// </summary>
public sealed class PermitRequirement : AuthorizationHandler<PermitRequirement>, IAuthorizationRequirement
{
    private static readonly NeededScopes None = new(ScopeSet.None);

    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermitRequirement requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Resource is HttpContext http && CallerClaims.Read(context.User)?.Caller is { } caller && Needed(http)?.Allow(caller) == true)
            context.Succeed(this);
        return Task.CompletedTask;
    }

    // What routing itself answers (404, 405, 415) is no route.
    private static NeededScopes? Needed(HttpContext context) => context.GetEndpoint() is RouteEndpoint route ? route.Metadata.GetMetadata<NeededScopes>() : None;
}
