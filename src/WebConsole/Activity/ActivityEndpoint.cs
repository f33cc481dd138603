using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Mote.Grains.Contracts.Identities;
using Mote.Service;
using Mote.Service.Audit;
using Mote.Service.Permits;
using Mote.WebConsole.Routes;

namespace Mote.WebConsole.Activity;

/// <summary>What happened in the realm, from its audit trail.</summary>
internal static class ActivityEndpoint
{
    private const int PageSize = 50;

    public static void MapActivity(this IEndpointRouteBuilder pages) => pages.MapGet(
        "/activity",
        async (CallerService service, CancellationToken cancellationToken, string? subject = null, string? outcome = null, string? door = null, string? after = null) =>
        {
            var query = new TrailQuery(Named(subject), Outcome: ActivityWords.Outcome(outcome), Door: Named(door));
            return Page.Of<ActivityPage>(new ActivityModel(query, await service.ReadAudit(query, after, PageSize, cancellationToken), after is null));
        }).Needs(Permit.Audit);

    private static string? Named(string? name) => IdentityKey.IsName(name?.Trim()) ? name!.Trim() : null;
}
