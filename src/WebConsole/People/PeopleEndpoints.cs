using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.People;
using Mote.Service.Permits;
using Mote.WebConsole.Routes;

namespace Mote.WebConsole.People;

/// <summary>Finding people, looking at one, and erasing one.</summary>
internal static class PeopleEndpoints
{
    // On a page, and each is asked.
    private const int PageSize = 20;

    public static void MapPeople(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/people", List).Needs(Permit.People);
        pages.MapGet("/people/{subject}", Show).Needs(Permit.Describe);
        pages.MapGet("/people/{subject}/erase", async (string subject, CallerService service, CancellationToken cancellationToken) =>
            Page.Of<ErasePage>(new EraseModel((await Known(service, subject, cancellationToken)).Subject, null))).Needs(Permit.Erase);
        pages.MapPost("/people/{subject}/erase", Erase).Needs(Permit.Erase);
        pages.MapPost("/people/{subject}/unlock", Unlock).Needs(Permit.Unlock);
        pages.MapGet("/people/{subject}/roll-back", async (string subject, CallerService service, CancellationToken cancellationToken) =>
            Page.Of<RollBackPage>(await Known(service, subject, cancellationToken))).Needs(Permit.RollBack);
        pages.MapPost("/people/{subject}/roll-back", RollBack).Needs(Permit.RollBack);
        pages.MapPost("/people/{subject}/re-enrolment-request", RequestReenrolment).Needs(Permit.RequestReenrolment);
        pages.MapPost("/people/{subject}/re-enrolment-request/withdraw", WithdrawReenrolment).Needs(Permit.WithdrawReenrolment);
    }

    private static async Task<IResult> List(CallerService service, CancellationToken cancellationToken, string? find = null, string? after = null, string? erased = null)
    {
        var prefix = (find ?? "").Trim();
        var found = await service.People.Find(prefix, IdentityKey.IsName(after) ? after : null, PageSize, cancellationToken);
        var notice = IdentityKey.IsName(erased) && await service.People.Of(erased!, cancellationToken) is null ? $"{erased} is erased: nobody of that name is enrolled any more." : null;
        return Page.Of<PeoplePage>(new PeopleModel(prefix, found, after is null, service.Caller, notice));
    }

    private static async Task<IResult> Show(string subject, CallerService service, CancellationToken cancellationToken) =>
        Page.Of<PersonPage>(new PersonModel(await Known(service, subject, cancellationToken), service.Caller));

    private static async Task<IResult> Erase(string subject, HttpContext context, CallerService service)
    {
        var person = await Known(service, subject, context.RequestAborted);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["confirmation"].ToString().Trim() != person.Subject)
            return Page.Of<ErasePage>(new EraseModel(person.Subject, "Nothing was erased: the name you typed is not this person's."), ProblemTypes.Of(ProblemCode.InvalidRequest).Status);
        await service.Erase(subject, context.RequestAborted);
        return Results.Redirect($"~/people?erased={Uri.EscapeDataString(subject)}");
    }

    private static async Task<IResult> Unlock(string subject, CallerService service, CancellationToken cancellationToken)
    {
        await service.Unlock(subject, cancellationToken);
        return Results.Redirect($"~/people/{subject}");
    }

    private static async Task<IResult> RollBack(string subject, CallerService service, CancellationToken cancellationToken)
    {
        await service.RollBack(subject, cancellationToken);
        return Results.Redirect($"~/people/{subject}");
    }

    private static async Task<IResult> RequestReenrolment(string subject, CallerService service, CancellationToken cancellationToken)
    {
        await service.RequestReenrolment(subject, cancellationToken);
        return Results.Redirect($"~/people/{subject}");
    }

    private static async Task<IResult> WithdrawReenrolment(string subject, CallerService service, CancellationToken cancellationToken)
    {
        await service.WithdrawReenrolment(subject, cancellationToken);
        return Results.Redirect($"~/people/{subject}");
    }

    private static async Task<Person> Known(CallerService service, string subject, CancellationToken cancellationToken) =>
        await service.People.Of(subject, cancellationToken) ?? throw new MoteException(ProblemCode.NotEnrolled, $"Nobody called {subject} is enrolled here.");
}
