using Mote.Protocol;
using Mote.Service;
using Mote.Service.Permits;

namespace Mote.Silo.Fairness;

/// <summary>How evenly errors fall in the caller's realm.</summary>
internal static class FairnessEndpoint
{
    // Within every client's patience; after that it is told to ask again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapFairness(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/fairness", Ask).Needs(Permit.Fairness)
        .WithTags("Fairness").WithName("Fairness")
        .WithSummary("How evenly errors fall over attribute groups, by the certificates of the realm's people.")
        .WithDescription("At most a minute old. A large realm takes longer to gather than a request: it is answered 503 with Retry-After, and gathered meanwhile.")
        .Produces<Protocol.Fairness>();

    private static async Task<IResult> Ask(CallerService service, CancellationToken cancellationToken) =>
        Results.Ok(await service.Fairness(Patience, cancellationToken));
}
