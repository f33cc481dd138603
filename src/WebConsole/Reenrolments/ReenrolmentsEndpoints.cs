using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Permits;
using Mote.WebConsole.Problems;
using Mote.WebConsole.Routes;

namespace Mote.WebConsole.Reenrolments;

/// <summary>Asking many people for a new photo, and following how far that is.</summary>
internal static class ReenrolmentsEndpoints
{
    private const string Address = "/re-enrolments";

    public static void MapReenrolments(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Address, Show).Needs(Permit.FollowReenrolments);
        pages.MapPost(Address, Start).Needs(Permit.RequestReenrolments);
    }

    private static async Task<IResult> Show(HttpContext context, CallerService service)
    {
        var last = await service.FollowReenrolments(TimeSpan.Zero, context.RequestAborted);
        // Looked at again by itself, without a script.
        if (last is { State: ReenrolmentJobState.Running })
            context.Response.Headers["Refresh"] = "2";
        return Page.Of<ReenrolmentsPage>(new ReenrolmentsModel(last, null));
    }

    private static async Task<IResult> Start(HttpContext context, CallerService service)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        DateOnly? before = form["whom"] == "before" && DateOnly.TryParse(form["before"], CultureInfo.InvariantCulture, out var day) ? day : null;
        try
        {
            await service.RequestReenrolments(new ReenrolmentSelection(MissesBounds: form["whom"] == "bounds", EnrolledBefore: before), context.RequestAborted);
            return Results.Redirect($"~{Address}");
        }
        catch (MoteException refused) when (Refusal.BelongsToTheForm(refused))
        {
            var type = ProblemTypes.Of(refused.Code);
            var why = $"Nobody was asked: {(type.Kind == ProblemKind.Request ? "choose whom, and for age a day." : $"{type.Title}. {type.Advice}")}";
            return Page.Of<ReenrolmentsPage>(new ReenrolmentsModel(await service.FollowReenrolments(TimeSpan.Zero, context.RequestAborted), why), type.Status);
        }
    }
}
