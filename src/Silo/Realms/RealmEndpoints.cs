using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Permits;
using Mote.Silo.Requests;

namespace Mote.Silo.Realms;

/// <summary>The realms of the service, for its own credentials.</summary>
internal static class RealmEndpoints
{
    private const string Address = "/v1/realms";

    private const string Malformed =
        "The body is JSON: 'name', and 'models', 'targetFalseMatchRate', 'mostFalseMatchRate', 'policy' and 'administrator', what the first key is called, as needed.";

    // As long as a caller waits for an enrolment before he asks again.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void MapRealms(this IEndpointRouteBuilder routes)
    {
        var realms = routes.MapGroup(Address).WithTags("Realms");

        realms.MapGet("/", (CallerService service, CancellationToken cancellationToken) => service.Realms.List(cancellationToken))
            .WithName("Realms").WithSummary("The realms of the service: how each is set, and nothing of who is in it.")
            .Needs(Permit.ListRealms).Produces<IReadOnlyList<KnownRealm>>();
        realms.MapPost("/", Make)
            .WithName("MakeRealm").WithSummary("Make a realm, and its first API key, which is told this once.")
            .WithDescription("The body is JSON: name, and models, targetFalseMatchRate, mostFalseMatchRate, policy and administrator as needed.")
            .Needs(Permit.MakeRealm).WithMetadata(new JsonBodyOf(typeof(NewRealm))).Produces<MadeRealm>(StatusCodes.Status201Created);
        realms.MapDelete("/{name}", Remove)
            .WithName("RemoveRealm").WithSummary("Remove a realm and erase everybody in it: from now on no key of it opens anything.")
            .WithDescription("204 once it is gone; 202 while its people are being erased, after which it may be asked for again.")
            .Needs(Permit.RemoveRealm).Produces(StatusCodes.Status204NoContent).Produces(StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> Make(HttpContext context, CallerService service)
    {
        var asked = await JsonBody.Read(context, ProtocolJson.Default.NewRealm, Malformed);
        if (asked.Name is null)
            throw new MoteException(ProblemCode.InvalidRequest, Malformed);
        var made = await service.Realms.Make(asked, context.RequestAborted);
        return Results.Created($"{context.Request.PathBase}{Address}/{Uri.EscapeDataString(made.Realm.Name)}", made);
    }

    private static async Task<IResult> Remove(CallerService service, string name, CancellationToken cancellationToken) =>
        await service.Realms.Remove(name, Patience, cancellationToken) ? Results.NoContent() : Results.Accepted();
}
