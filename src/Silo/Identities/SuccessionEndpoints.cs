using System.Security.Claims;
using Mote.Abstractions.Access;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Console.Access;
using Mote.Protocol;

namespace Mote.Silo.Identities;

/// <summary>One model-template after another: the way back, and the request for a new one.</summary>
internal static class SuccessionEndpoints
{
    public static void MapSuccession(this IEndpointRouteBuilder identities)
    {
        identities.MapPost("/{subject}/roll-back", RollBack).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.RollBack)))
            .WithName("RollBack").WithSummary("Bring back the model-template of before the last re-enrolment.")
            .WithDescription("It decides again as it did. The one in its place, and one in the shadow, are gone for good. Refused as nothing_to_roll_back where none is kept.").Produces<Identity>();
        identities.MapPut("/{subject}/re-enrolment-request", Request).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.WishReenrolment)))
            .WithName("RequestReenrolment").WithSummary("Ask that a person be enrolled anew; a re-enrolment fulfils it. The first request counts.").Produces<Identity>();
        identities.MapDelete("/{subject}/re-enrolment-request", Withdraw).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.WishReenrolment)))
            .WithName("WithdrawReenrolment").WithSummary("Take that back; done as well where nobody asks.").Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> RollBack(string subject, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken) =>
        Results.Ok((await IdentityEndpoints.Grain(grains, caller, subject).RollBack(cancellationToken)).ToWire(subject));

    private static async Task<IResult> Request(string subject, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var grain = IdentityEndpoints.Grain(grains, caller, subject);
        await grain.WishReenrolment(ReenrolmentCause.Asked, cancellationToken);
        return await grain.Describe(cancellationToken) is { } identity
            ? Results.Ok(identity.ToWire(subject))
            : throw new MoteException(ProblemCode.NotEnrolled, "Nobody of that name is enrolled here.");
    }

    private static async Task<IResult> Withdraw(string subject, ClaimsPrincipal caller, IGrainFactory grains, CancellationToken cancellationToken)
    {
        await IdentityEndpoints.Grain(grains, caller, subject).WithdrawReenrolment(cancellationToken);
        return Results.NoContent();
    }
}
