using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Access;
using Mote.Service.Permits;
using Mote.WebConsole.Hosting;

namespace Mote.WebConsole.People;

/// <summary>Finding people, looking at one, and erasing one.</summary>
internal static class PeopleEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/people", List).Needs(Scope.People);
        pages.MapGet("/people/{subject}", Show).Needs(Scope.People);
        pages.MapGet("/people/{subject}/erase", async (string subject, ClaimsPrincipal user, PeopleOfRealm people, CancellationToken cancellationToken) =>
            Page.Of<ErasePage>(new EraseModel((await Known(people, user, subject, cancellationToken)).Subject, null))).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.Erase)));
        pages.MapPost("/people/{subject}/erase", Erase).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.Erase)));
        pages.MapPost("/people/{subject}/unlock", Unlock).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.Unlock)));
        pages.MapGet("/people/{subject}/roll-back", async (string subject, ClaimsPrincipal user, PeopleOfRealm people, CancellationToken cancellationToken) =>
            Page.Of<RollBackPage>(await Known(people, user, subject, cancellationToken))).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.RollBack)));
        pages.MapPost("/people/{subject}/roll-back", RollBack).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.RollBack)));
        pages.MapPost("/people/{subject}/re-enrolment-request", RequestReenrolment).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.WishReenrolment)));
        pages.MapPost("/people/{subject}/re-enrolment-request/withdraw", WithdrawReenrolment).Needs(GrainPermit.Of<IIdentityGrain>(nameof(IIdentityGrain.WishReenrolment)));
    }

    private static async Task<IResult> List(ClaimsPrincipal user, PeopleOfRealm people, CancellationToken cancellationToken, string? find = null, string? after = null, string? erased = null)
    {
        var caller = user.Caller();
        var prefix = (find ?? "").Trim();
        var (found, enrolled, next) = await people.Find(caller.Realm, prefix, IdentityKey.IsName(after) ? after : null, cancellationToken);
        var notice = IdentityKey.IsName(erased) && await people.Of(new IdentityKey(caller.Realm, erased!), cancellationToken) is null ? $"{erased} is erased: nobody of that name is enrolled any more." : null;
        return Page.Of<PeoplePage>(new PeopleModel(prefix, found, enrolled, after is null, next, caller, notice));
    }

    private static async Task<IResult> Show(string subject, ClaimsPrincipal user, PeopleOfRealm people, CancellationToken cancellationToken) =>
        Page.Of<PersonPage>(new PersonModel(await Known(people, user, subject, cancellationToken), user.Caller()));

    private static async Task<IResult> Erase(string subject, HttpContext context, PeopleOfRealm people, MoteService service)
    {
        var person = await Known(people, context.User, subject, context.RequestAborted);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (form["confirmation"].ToString().Trim() != person.Subject)
            return Page.Of<ErasePage>(new EraseModel(person.Subject, "Nothing was erased: the name you typed is not this person's."), ProblemTypes.Of(ProblemCode.InvalidRequest).Status);
        await service.For(context.User.Caller()).Erase(subject, context.RequestAborted);
        return Results.Redirect($"/people?erased={Uri.EscapeDataString(subject)}");
    }

    private static async Task<IResult> Unlock(string subject, ClaimsPrincipal user, MoteService service, CancellationToken cancellationToken)
    {
        await service.For(user.Caller()).Unlock(subject, at: null, cancellationToken);
        return Results.Redirect($"/people/{subject}");
    }

    private static async Task<IResult> RollBack(string subject, ClaimsPrincipal user, MoteService service, CancellationToken cancellationToken)
    {
        await service.For(user.Caller()).RollBack(subject, cancellationToken);
        return Results.Redirect($"/people/{subject}");
    }

    private static async Task<IResult> RequestReenrolment(string subject, ClaimsPrincipal user, MoteService service, CancellationToken cancellationToken)
    {
        await service.For(user.Caller()).RequestReenrolment(subject, cancellationToken);
        return Results.Redirect($"/people/{subject}");
    }

    private static async Task<IResult> WithdrawReenrolment(string subject, ClaimsPrincipal user, MoteService service, CancellationToken cancellationToken)
    {
        await service.For(user.Caller()).WithdrawReenrolment(subject, cancellationToken);
        return Results.Redirect($"/people/{subject}");
    }

    private static async Task<Person> Known(PeopleOfRealm people, ClaimsPrincipal user, string subject, CancellationToken cancellationToken) =>
        await people.Of(new IdentityKey(user.Caller().Realm, subject), cancellationToken)
        ?? throw new MoteException(ProblemCode.NotEnrolled, $"Nobody called {subject} is enrolled here.");
}
