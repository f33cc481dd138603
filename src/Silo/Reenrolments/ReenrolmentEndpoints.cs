using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Permits;
using Mote.Silo.Requests;

namespace Mote.Silo.Reenrolments;

/// <summary>Requests for many re-enrolments in the caller's realm.</summary>
internal static class ReenrolmentEndpoints
{
    private const string Address = "/v1/re-enrolment-requests";

    // Within every client's patience.
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(2);

    public static void MapReenrolments(this IEndpointRouteBuilder routes)
    {
        var requests = routes.MapGroup(Address).WithTags("Re-enrolment");

        requests.MapPost("/", Start).Needs(Permit.RequestReenrolments).WithMetadata(new JsonBodyOf(typeof(ReenrolmentSelection)))
            .WithName("RequestReenrolments").WithSummary("Ask that many people be enrolled anew: some by name, everybody whose certificate misses the realm's bounds, or everybody enrolled before a day.")
            .WithDescription("The body is JSON with exactly one of subjects (names), missesBounds (true) and enrolledBefore (a day). One job a realm at a time; sent again, one that was interrupted goes on where it stood. Whoever is asked for already is counted, not noted twice.")
            .Produces<ReenrolmentJob>(StatusCodes.Status202Accepted);
        requests.MapGet("/", Follow).Needs(Permit.FollowReenrolments)
            .WithName("FollowReenrolmentRequests").WithSummary("How far the last one has come; waits a moment for its end. One that was interrupted goes on.").Produces<ReenrolmentJob>();
    }

    private static async Task<IResult> Start(HttpContext context, CallerService service) =>
        Results.Accepted($"{context.Request.PathBase}{Address}", await service.RequestReenrolments(await Selection(context), context.RequestAborted));

    private static async Task<IResult> Follow(CallerService service, CancellationToken cancellationToken) =>
        await service.FollowReenrolments(Prompt, cancellationToken) is { } job
            ? Results.Ok(job)
            : throw new MoteException(ProblemCode.OperationUnknown, "Nobody asked for many re-enrolments in this realm yet.");

    private static async Task<ReenrolmentSelection> Selection(HttpContext context)
    {
        const string Malformed = "The body is not JSON with one of the members 'subjects', 'missesBounds' and 'enrolledBefore' (a day, as 2026-01-31).";
        var selection = await JsonBody.Read(context, ProtocolJson.Default.ReenrolmentSelection, Malformed);
        return selection.Subjects?.Contains(null!) != true ? selection : throw new MoteException(ProblemCode.InvalidRequest, Malformed);
    }
}
