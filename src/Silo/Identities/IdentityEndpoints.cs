using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Lockouts;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Permits;
using Mote.Vision.Photos;

namespace Mote.Silo.Identities;

/// <summary>The people of the caller's realm.</summary>
internal static class IdentityEndpoints
{
    private const int MostListed = 1000;
    private const string AnOperation = "An operation, named by the header Idempotency-Key (a GUID, bare or in quotes): the same key never enrols twice, and with other content it is refused as operation_reused. Answered at once when quick, else 202 with the address to follow.";

    // Within every client's patience; an enrolment that takes longer is answered with an address to ask again.
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(5);

    public static void MapIdentities(this IEndpointRouteBuilder routes)
    {
        var bounds = routes.ServiceProvider.GetRequiredService<PhotoBounds>();
        var identities = routes.MapGroup("/v1/identities").WithTags("Identities");

        identities.MapGet("/", List).Needs(Permit.People)
            .WithName("List").WithSummary("Who is enrolled, in pages.").Produces<IdentityPage>();
        identities.MapGet("/{subject}", Describe).Needs(Permit.Describe)
            .WithName("Describe").WithSummary("What is known of one enrolled person.").Produces<Identity>();
        identities.MapDelete("/{subject}", Erase).Needs(Permit.Erase)
            .WithName("Erase").WithSummary("Forget a person.").Produces(StatusCodes.Status204NoContent);
        identities.MapPost("/{subject}/verify", Verify).Needs(Permit.Verify)
            .WithName("Verify").WithSummary("Is this that person?").WithDescription(AttemptNaming.Description).TakesPhoto<ProbeForm>().Produces<Verification>();
        identities.MapExplain();
        identities.MapPost("/{subject}/not", Exclude).Needs(Permit.Exclude)
            .WithName("Exclude").WithSummary("Not this person: teach the model-template that a wrongly accepted face is somebody else's.")
            .WithDescription("A photo of somebody else, or the name of another enrolled person. The face is kept nowhere. Refused if it would cost the subject more than the realm allows. An operation like an enrolment, named by the header Idempotency-Key.")
            .TakesPhoto<ExclusionForm>().Produces<Exclusion>();
        identities.MapDelete("/{subject}/lockout", Unlock).Needs(Permit.Unlock)
            .WithName("Unlock").WithSummary("Lift the locks that too many consecutive non-matches have closed, or the one at a door, or of a key that is bound to none.").Produces(StatusCodes.Status204NoContent);
        identities.MapSuccession();
        identities.MapGet("/{subject}/operations/{operation:guid}", Follow).Needs(Permit.FollowEnrolment)
            .WithName("Follow").WithSummary("How far an enrolment has come; waits a few seconds for its end.").Produces<EnrolmentOperation>();

        Enrolling(identities.MapPut("/{subject}", (string subject, HttpContext context, CallerService service) => Enrol(subject, false, context, service)).Needs(Permit.Enrol))
            .WithName("Enrol").WithSummary("Enrol a person from one photo, or from several of the same person.").WithDescription(AnOperation).Produces<EnrolmentOperation>(StatusCodes.Status201Created);
        Enrolling(identities.MapPost("/{subject}/re-enrol", (string subject, HttpContext context, CallerService service) => Enrol(subject, true, context, service)).Needs(Permit.ReenrolEitherWay))
            .WithName("Reenrol").WithSummary("Train a new model-template; the old one answers until it is stored.")
            .WithDescription($"The old one must take every photo for this person's, at the realm's rate: else the answer is not_recognised, which counts as a non-match. With force it is not asked, and the audit trail says so. {AnOperation}")
            .Produces<EnrolmentOperation>();

        RouteHandlerBuilder Enrolling(RouteHandlerBuilder route) => route
            .TakesPhoto<EnrolmentForm>(EnrolmentRequest.MostPhotos * (bounds.MostBytes + Upload.FormOverhead) / 3 * 4)
            .Produces<EnrolmentOperation>(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> List(CallerService service, CancellationToken cancellationToken, string? after = null, int limit = 100) => limit is < 1 or > MostListed
        ? throw new MoteException(ProblemCode.InvalidRequest, $"The limit is 1 to {MostListed}.")
        : Results.Ok(await service.List(after, limit, cancellationToken));

    private static async Task<IResult> Describe(string subject, CallerService service, CancellationToken cancellationToken) =>
        Results.Ok(await service.Describe(subject, cancellationToken));

    private static async Task<IResult> Erase(string subject, CallerService service, CancellationToken cancellationToken)
    {
        await service.Erase(subject, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> Verify(string subject, HttpContext context, CallerService service)
    {
        IdentityKey.RequireName(subject);
        AttemptNaming.Name(context.Request);
        var upload = await Upload.Read(context, service.MostPhotoBytes);
        var decision = await service.Verify(subject, upload.Photo, upload.TargetFalseMatchRate, context.RequestAborted);
        return new DecisionAnswer(decision);
    }

    private static async Task<IResult> Unlock(string subject, CallerService service, CancellationToken cancellationToken, string? door = null, string? key = null)
    {
        var at = (door, key) switch
        {
            (null, null) => null,
            ({ } name, null) => Entrance.Door(name),
            (null, { } name) => Entrance.Key(name),
            _ => throw new MoteException(ProblemCode.InvalidRequest, "Name a door or a key, not both, or neither for all locks."),
        };
        await (at is null ? service.Unlock(subject, cancellationToken) : service.UnlockAt(subject, at, cancellationToken));
        return Results.NoContent();
    }

    private static async Task<IResult> Exclude(string subject, HttpContext context, CallerService service)
    {
        IdentityKey.RequireName(subject);
        var operation = IdempotencyKey.Of(context.Request);
        var excluded = await service.Exclude(subject, await WrongFace(operation, context, service.MostPhotoBytes), context.RequestAborted);
        return Results.Ok(excluded);
    }

    private static async Task<ExclusionRequest> WrongFace(Guid operation, HttpContext context, int mostBytes)
    {
        var upload = await Upload.Read(context, mostBytes);
        return new ExclusionRequest(operation, upload.HasPhoto ? upload.Photo : null, upload.Other);
    }

    private static async Task<IResult> Enrol(string subject, bool isReenrolment, HttpContext context, CallerService service)
    {
        IdentityKey.RequireName(subject);
        var id = IdempotencyKey.Of(context.Request);
        var upload = await Upload.Read(context, service.MostPhotoBytes);
        var request = new EnrolmentRequest(id, isReenrolment, upload.Photos, upload.Options) { IsForced = upload.IsForced };
        var operation = await service.Enrolments.Enrol(subject, request, Prompt, context.RequestAborted);
        if (operation.State != EnrolmentState.Running)
            return isReenrolment ? Results.Ok(operation) : Results.Created($"{context.Request.PathBase}/v1/identities/{subject}", operation);
        context.Response.Headers.RetryAfter = "1";
        return Results.Accepted($"{context.Request.PathBase}/v1/identities/{subject}/operations/{operation.Id}", operation);
    }

    private static async Task<IResult> Follow(string subject, Guid operation, CallerService service, CancellationToken cancellationToken) =>
        Results.Ok(await service.Enrolments.Follow(subject, operation, Prompt, cancellationToken));
}
