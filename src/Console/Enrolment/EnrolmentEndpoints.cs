using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Mote.Abstractions.Access;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Console.Access;
using Mote.Console.Hosting;
using Mote.Console.People;
using Mote.Console.Photos;
using Mote.Console.Problems;
using Mote.Protocol;
using Mote.Vision.Photos;

namespace Mote.Console.Enrolment;

/// <summary>Enrolling, enrolling again, and following either.</summary>
internal static class EnrolmentEndpoints
{
    // Most enrolments are done by then, and their end is the first page that is seen.
    private static readonly TimeSpan Prompt = TimeSpan.FromMilliseconds(300);

    public static void MapEnrolment(this IEndpointRouteBuilder pages)
    {
        var size = new RequestSize(PhotoForm.MostBytes);
        pages.MapGet("/enrol", (EnrolmentChoices choices, ClaimsPrincipal user, string? subject) => Ask(choices, user, IdentityKey.IsName(subject) ? subject! : "", isReenrolment: false)).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.Enrol)));
        pages.MapPost("/enrol", (HttpContext context, PeopleOfRealm people, EnrolmentChoices choices, PhotoBounds bounds) => Enrol(null, context, people, choices, bounds)).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.Enrol))).WithMetadata(size);
        pages.MapGet("/people/{subject}/re-enrol", async (string subject, ClaimsPrincipal user, PeopleOfRealm people, EnrolmentChoices choices, CancellationToken cancellationToken) =>
            await people.Of(new IdentityKey(user.Caller().Realm, subject), cancellationToken) is not null
                ? Ask(choices, user, subject, isReenrolment: true)
                : throw new MoteException(ProblemCode.NotEnrolled, $"Nobody called {subject} is enrolled here.")).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.Reenrol), nameof(IIdentityGrain.ReenrolByForce)));
        pages.MapPost("/people/{subject}/re-enrol", Enrol).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.Reenrol), nameof(IIdentityGrain.ReenrolByForce))).WithMetadata(size);
        pages.MapGet("/people/{subject}/enrolments/{operation:guid}", Follow).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.Await)));
        pages.MapGet("/people/{subject}/enrolments/{operation:guid}/progress", Progress).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.Await)));
    }

    private static async Task<IResult> Enrol(string? subject, HttpContext context, PeopleOfRealm people, EnrolmentChoices choices, PhotoBounds bounds)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var isReenrolment = subject is not null;
        var name = subject ?? form["subject"].ToString().Trim();
        try
        {
            var grain = people.Grain(new IdentityKey(context.User.Caller().Realm, name));
            var operation = Guid.TryParse(form["operation"], out var given) ? given : throw new MoteException(ProblemCode.InvalidRequest, "The form names no operation: load the page again.");
            var photos = await PhotoForm.Photos(context.Request, bounds, context.RequestAborted);
            await grain.Start(new EnrolmentRequest(operation, isReenrolment, photos, Options(form)) { IsForced = form["force"] == "true" }, context.RequestAborted);
            await grain.Await(operation, Prompt, context.RequestAborted);
            return Results.Redirect($"/people/{name}/enrolments/{operation}");
        }
        catch (MoteException refusal) when (refusal.Code is not (ProblemCode.StorageUnavailable or ProblemCode.KeyUnavailable or ProblemCode.KeyMissing))
        {
            return Ask(choices, context.User, name, isReenrolment, Refusal.Of(refusal), StatusOf(refusal));
        }
    }

    private static async Task<IResult> Follow(string subject, Guid operation, ClaimsPrincipal user, PeopleOfRealm people, CancellationToken cancellationToken)
    {
        var key = new IdentityKey(user.Caller().Realm, subject);
        var status = await Status(people, key, operation, cancellationToken);
        return Page.Of<ProgressPage>(new ProgressModel(
            subject,
            operation,
            status.State,
            status.Progress,
            status.State == EnrolmentState.Running ? null : await people.Of(key, cancellationToken),
            status.Failure is { } failure ? Refusal.Of(failure) : null));
    }

    private static async Task<IResult> Progress(string subject, Guid operation, ClaimsPrincipal user, PeopleOfRealm people, CancellationToken cancellationToken)
    {
        var status = await Status(people, new IdentityKey(user.Caller().Realm, subject), operation, cancellationToken);
        return Results.Json(new EnrolmentProgress(status.State, status.Progress), ProgressJson.Default.EnrolmentProgress);
    }

    private static async Task<EnrolmentStatus> Status(PeopleOfRealm people, IdentityKey key, Guid operation, CancellationToken cancellationToken) =>
        await people.Grain(key).Await(operation, TimeSpan.Zero, cancellationToken)
        ?? new EnrolmentStatus(operation, EnrolmentState.Failed, 0, Failure: new MoteException(ProblemCode.OperationUnknown, "It ended a while ago, or its silo stopped."));

    private static RazorComponentResult Ask(EnrolmentChoices choices, ClaimsPrincipal user, string subject, bool isReenrolment, Refusal? refusal = null, int status = StatusCodes.Status200OK)
    {
        var realm = user.Caller().Realm;
        return Page.Of<EnrolPage>(
            new EnrolModel(subject, isReenrolment, Guid.NewGuid(), choices.Recipes, choices.Groups, choices.Policy(realm), choices.Rates(realm), choices.Rate(realm), refusal), status);
    }

    private static int StatusOf(MoteException refusal) => refusal.Code switch
    {
        ProblemCode.AlreadyEnrolled or ProblemCode.EnrolmentUnderWay => StatusCodes.Status409Conflict,
        ProblemCode.Overloaded => StatusCodes.Status503ServiceUnavailable,
        ProblemCode.PhotoTooLarge => StatusCodes.Status413PayloadTooLarge,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static EnrolmentOptions Options(IFormCollection form)
    {
        return new EnrolmentOptions(Text("recipe"), Number("balance"), Number("target"), Text("group"));

        string? Text(string name) => form[name].ToString() is { Length: > 0 } text ? text : null;

        double? Number(string name) =>
            form[name].ToString() is not { Length: > 0 } text ? null :
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value :
            throw new MoteException(ProblemCode.InvalidRequest, $"The field '{name}' is not a number.");
    }
}
