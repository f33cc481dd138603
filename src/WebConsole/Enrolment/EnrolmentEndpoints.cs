using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Permits;
using Mote.WebConsole.Photos;
using Mote.WebConsole.Problems;
using Mote.WebConsole.Routes;

namespace Mote.WebConsole.Enrolment;

/// <summary>Enrolling, enrolling again, and following either.</summary>
internal static class EnrolmentEndpoints
{
    // Most enrolments are done by then, and their end is the first page that is seen.
    private static readonly TimeSpan Prompt = TimeSpan.FromMilliseconds(300);

    public static void MapEnrolment(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/enrol", (CallerService service, string? subject) => Ask(service, IdentityKey.IsName(subject) ? subject! : "", isReenrolment: false)).Needs(Permit.Enrol);
        pages.MapPost("/enrol", (HttpContext context, CallerService service) => Enrol(null, context, service)).Needs(Permit.Enrol).WithMetadata(RequestSize.OfPhotoForm);
        pages.MapGet("/people/{subject}/re-enrol", async (string subject, CallerService service, CancellationToken cancellationToken) => await service.People.Of(subject, cancellationToken) is not null
            ? Ask(service, subject, isReenrolment: true)
            : throw new MoteException(ProblemCode.NotEnrolled, $"Nobody called {subject} is enrolled here.")).Needs(Permit.ReenrolEitherWay);
        pages.MapPost("/people/{subject}/re-enrol", Enrol).Needs(Permit.ReenrolEitherWay).WithMetadata(RequestSize.OfPhotoForm);
        pages.MapGet("/people/{subject}/enrolments/{operation:guid}", Follow).Needs(Permit.FollowEnrolment);
        pages.MapGet("/people/{subject}/enrolments/{operation:guid}/progress", Progress).Needs(Permit.FollowEnrolment);
    }

    private static async Task<IResult> Enrol(string? subject, HttpContext context, CallerService service)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var isReenrolment = subject is not null;
        var name = subject ?? form["subject"].ToString().Trim();
        try
        {
            IdentityKey.RequireName(name);
            var operation = Guid.TryParse(form["operation"], out var given) ? given : throw new MoteException(ProblemCode.InvalidRequest, "The form names no operation: load the page again.");
            var photos = await PhotoForm.Photos(context.Request, service.MostPhotoBytes, context.RequestAborted);
            await service.Enrolments.Begin(name, new EnrolmentRequest(operation, isReenrolment, photos, Options(form)) { IsForced = form["force"] == "true" }, Prompt, context.RequestAborted);
            return Results.Redirect($"~/people/{name}/enrolments/{operation}");
        }
        catch (MoteException refusal) when (Refusal.BelongsToTheForm(refusal))
        {
            return Ask(service, name, isReenrolment, Refusal.Of(refusal));
        }
    }

    private static async Task<IResult> Follow(string subject, Guid operation, CallerService service, CancellationToken cancellationToken)
    {
        var known = await Known(subject, operation, service, cancellationToken);
        var person = known is { State: EnrolmentState.Running } ? null : await service.People.Of(subject, cancellationToken);
        if (known is not null)
            // Of one that is known the page tells whatever became of it.
            return Page.Of<ProgressPage>(new ProgressModel(subject, operation, known.State, known.Progress, person, known.Problem is { } problem ? Refusal.Of(problem) : null));
        var lost = Refusal.Of(Lost());
        return Page.Of<ProgressPage>(new ProgressModel(subject, operation, EnrolmentState.Failed, 0, person, lost), lost.Type.Status);
    }

    private static async Task<IResult> Progress(string subject, Guid operation, CallerService service, CancellationToken cancellationToken)
    {
        var known = await Known(subject, operation, service, cancellationToken);
        return Results.Json(new EnrolmentProgress(known?.State ?? EnrolmentState.Failed, known?.Progress ?? 0), ProgressJson.Default.EnrolmentProgress);
    }

    private static async Task<EnrolmentOperation?> Known(string subject, Guid operation, CallerService service, CancellationToken cancellationToken)
    {
        try
        {
            return await service.Enrolments.Follow(subject, operation, TimeSpan.Zero, cancellationToken);
        }
        catch (MoteException lost) when (lost.Code == ProblemCode.OperationUnknown)
        {
            return null;
        }
    }

    private static MoteException Lost() => new(ProblemCode.OperationUnknown, "It ended a while ago, or its silo stopped.");

    private static RazorComponentResult Ask(CallerService service, string subject, bool isReenrolment, Refusal? refusal = null) =>
        Page.Of<EnrolPage>(new EnrolModel(subject, isReenrolment, Guid.NewGuid(), service.Enrolments.Choices(), refusal), refusal?.Type.Status ?? StatusCodes.Status200OK);

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
