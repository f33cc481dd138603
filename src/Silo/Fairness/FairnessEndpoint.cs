using System.Security.Claims;
using Microsoft.Extensions.Options;
using Mote.Console.Access;
using Mote.Grains.Fairness;
using Mote.Protocol;
using Recognised = Mote.Recognition.Certification;

namespace Mote.Silo.Fairness;

/// <summary>How evenly errors fall in the caller's realm.</summary>
internal static class FairnessEndpoint
{
    // Within every client's patience; after that it is told to ask again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void MapFairness(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/fairness", Ask).Needs(Scope.Fairness)
        .WithTags("Fairness").WithName("Fairness")
        .WithSummary("How evenly errors fall over attribute groups, by the certificates of the realm's people.")
        .WithDescription("At most a minute old. A large realm takes longer to gather than a request: it is answered 503 with Retry-After, and gathered meanwhile.")
        .Produces<Protocol.Fairness>();

    private static async Task<IResult> Ask(ClaimsPrincipal caller, RealmCertificates certificates, IOptions<FairnessOptions> options, CancellationToken cancellationToken)
    {
        var realm = caller.Caller().Realm;
        return Results.Ok(ToWire(await certificates.Of(realm, Patience, cancellationToken), options.Value.Of(realm)));
    }

    private static Protocol.Fairness ToWire(GatheredFairness gathered, string policy) => new(
        gathered.Enrolled,
        gathered.Figures.Certified,
        [.. gathered.Figures.Groups.Select(group => new FairnessGroup(
            group.Group,
            ToWire(group.FalseNonMatchRate),
            group.WorstFalseNonMatchRate,
            group.Samples.Trials,
            group.Samples.Errors,
            ToWire(group.FalseMatchRate),
            group.StrangerPhotos.Trials,
            group.StrangerPhotos.Errors))],
        ToWire(gathered.Figures.GiniAggregationRate),
        policy,
        gathered.Refusals,
        [.. gathered.Notes, .. gathered.Figures.Warnings],
        gathered.GatheredAt);

    private static FairnessEstimate? ToWire(Recognised.Estimate? estimate) => estimate is { } known ? ToWire(known) : null;

    private static FairnessEstimate ToWire(Recognised.Estimate estimate) => new(estimate.Value, estimate.Low, estimate.High);
}
