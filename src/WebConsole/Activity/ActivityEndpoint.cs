using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Mote.Grains.Audit;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Access;
using Mote.Service.Permits;
using Mote.WebConsole.Hosting;

namespace Mote.WebConsole.Activity;

/// <summary>What happened in the realm, from its audit trail.</summary>
internal static class ActivityEndpoint
{
    private const int PageSize = 50;

    public static void MapActivity(this IEndpointRouteBuilder pages) => pages.MapGet(
        "/activity",
        async (ClaimsPrincipal user, MoteService service, CancellationToken cancellationToken, string? subject = null, string? outcome = null, string? door = null, string? after = null) =>
        {
            var query = new AuditQuery(Named(subject), null, ActivityWords.Outcome(outcome), Named(door));
            return Page.Of<ActivityPage>(new ActivityModel(query, await service.For(user.Caller()).ReadAudit(query, after is null ? null : AuditPosition.Parse(after), PageSize, cancellationToken), after is null));
        }).Needs(Scope.Audit);

    private static string? Named(string? name) => IdentityKey.IsName(name?.Trim()) ? name!.Trim() : null;
}
