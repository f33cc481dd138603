using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Mote.Service;
using Mote.Service.Permits;
using Mote.WebConsole.Routes;

namespace Mote.WebConsole.Status;

/// <summary>Silos, queues, models, storage, keys and versions.</summary>
internal static class StatusEndpoint
{
    public static void MapStatus(this IEndpointRouteBuilder pages) =>
        pages.MapGet("/system", async (CallerService service, CancellationToken cancellationToken) => Page.Of<StatusPage>(await service.Status(cancellationToken))).Needs(Permit.Status);
}
