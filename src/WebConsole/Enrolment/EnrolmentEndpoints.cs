using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Service.Access;
using Mote.Service.Permits;
using Mote.Vision.Photos;
using Mote.WebConsole.Hosting;
using Mote.WebConsole.People;
using Mote.WebConsole.Photos;
using Mote.WebConsole.Problems;

namespace Mote.WebConsole.Enrolment;

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
            await grain.Start(new EnrolmentRequest(operation, isReenrolment, photos, Options(form)) { IsForced = form["force"] == "true" }, Prompt, context.RequestAborted);
            return Results.Redirect($"/people/{name}/enrolments/{operation}");
        }
        catch (MoteException refusal) when (Refusal.BelongsToTheForm(refusal))
        {
            return Ask(choices, context.User, name, isReenrolment, Refusal.Of(refusal));
        }
    }

    private static async Task<IResult> Follow(string subject, Guid operation, ClaimsPrincipal user, PeopleOfRealm people, CancellationToken cancellationToken)
    {
        var key = new IdentityKey(user.Caller().Realm, subject);
        var known = await people.Grain(key).Await(operation, TimeSpan.Zero, cancellationToken);
        var status = known ?? Lost(operation);
        var model = new ProgressModel(
            subject,
            operation,
            status.State,
            status.Progress,
            status.State == EnrolmentState.Running ? null : await people.Of(key, cancellationToken),
            status.Failure is { } failure ? Refusal.Of(failure) : null);
        // Of one that is known the page tells whatever became of it.
        return Page.Of<ProgressPage>(model, known is null ? model.Refusal!.Type.Status : StatusCodes.Status200OK);
    }

    private static async Task<IResult> Progress(string subject, Guid operation, ClaimsPrincipal user, PeopleOfRealm people, CancellationToken cancellationToken)
    {
        var status = await people.Grain(new IdentityKey(user.Caller().Realm, subject)).Await(operation, TimeSpan.Zero, cancellationToken) ?? Lost(operation);
        return Results.Json(new EnrolmentProgress(status.State, status.Progress), ProgressJson.Default.EnrolmentProgress);
    }

    private static EnrolmentStatus Lost(Guid operation) =>
        new(operation, EnrolmentState.Failed, 0, Failure: new MoteException(ProblemCode.OperationUnknown, "It ended a while ago, or its silo stopped."));

    private static RazorComponentResult Ask(EnrolmentChoices choices, ClaimsPrincipal user, string subject, bool isReenrolment, Refusal? refusal = null)
    {
        var realm = user.Caller().Realm;
        return Page.Of<EnrolPage>(
            new EnrolModel(subject, isReenrolment, Guid.NewGuid(), choices.Recipes(realm), choices.Groups(realm), choices.Policy(realm), choices.Rates(realm), choices.Rate(realm), refusal), refusal?.Type.Status ?? StatusCodes.Status200OK);
    }

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
