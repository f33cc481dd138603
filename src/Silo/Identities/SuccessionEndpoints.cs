using Mote.Protocol;
using Mote.Service;
using Mote.Service.Permits;

namespace Mote.Silo.Identities;

/// <summary>One model-template after another: the way back, and the request for a new one.</summary>
internal static class SuccessionEndpoints
{
    public static void MapSuccession(this IEndpointRouteBuilder identities)
    {
        identities.MapPost("/{subject}/roll-back", RollBack).Needs(Permit.RollBack)
            .WithName("RollBack").WithSummary("Bring back the model-template of before the last re-enrolment.")
            .WithDescription("It decides again as it did. The one in its place, and one in the shadow, are gone for good. Refused as nothing_to_roll_back where none is kept.").Produces<Identity>();
        identities.MapPut("/{subject}/re-enrolment-request", Request).Needs(Permit.RequestReenrolment)
            .WithName("RequestReenrolment").WithSummary("Ask that a person be enrolled anew; a re-enrolment fulfils it. The first request counts.").Produces<Identity>();
        identities.MapDelete("/{subject}/re-enrolment-request", Withdraw).Needs(Permit.WithdrawReenrolment)
            .WithName("WithdrawReenrolment").WithSummary("Take that back; done as well where nobody asks.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> RollBack(string subject, CallerService service, CancellationToken cancellationToken) =>
        Results.Ok(await service.RollBack(subject, cancellationToken));

    private static async Task<IResult> Request(string subject, CallerService service, CancellationToken cancellationToken) =>
        Results.Ok(await service.RequestReenrolment(subject, cancellationToken));

    private static async Task<IResult> Withdraw(string subject, CallerService service, CancellationToken cancellationToken)
    {
        await service.WithdrawReenrolment(subject, cancellationToken);
        return Results.NoContent();
    }
}
