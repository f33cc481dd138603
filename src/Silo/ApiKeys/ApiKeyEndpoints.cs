using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Permits;
using Mote.Silo.Requests;

namespace Mote.Silo.ApiKeys;

/// <summary>The API keys of the caller's realm.</summary>
internal static class ApiKeyEndpoints
{
    private const string Address = "/v1/api-keys";

    private static readonly string Malformed =
        $"The body is JSON: to make a key with 'name', and 'scopes' ({ScopeNames.AllScopes}), 'role' ({ScopeNames.AllRoles}), 'doors', 'expires' (as 2030-01-31T12:00:00Z) and 'targetFalseMatchRate' as needed; to limit one with some of 'scopes', 'doors', 'expires' and 'targetFalseMatchRate'.";

    public static void MapApiKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup(Address).WithTags("API keys");

        keys.MapGet("/", (CallerService service, CancellationToken cancellationToken) => service.ApiKeys.List(cancellationToken))
            .WithName("ApiKeys").WithSummary("The API keys of the realm: what they may do, never a key or its hash.")
            .Needs(Permit.ListApiKeys).Produces<IReadOnlyList<KnownApiKey>>();
        keys.MapPost("/", Make)
            .WithName("MakeApiKey").WithSummary("Make an API key; it is told this once. Nobody grants what he lacks.")
            .WithDescription("The body is JSON: name, and scopes, role, doors, expires and targetFalseMatchRate as needed. Without scopes or a role the key verifies.")
            .Needs(Permit.MakeApiKey).WithMetadata(new JsonBodyOf(typeof(NewApiKey))).Produces<MadeApiKey>(StatusCodes.Status201Created);
        keys.MapPatch("/{name}", Limit)
            .WithName("LimitApiKey").WithSummary("Leave an API key less than it had, from now on.")
            .WithDescription("The body is JSON with what it keeps: some of scopes, doors, expires and targetFalseMatchRate.")
            .Needs(Permit.LimitApiKey).WithMetadata(new JsonBodyOf(typeof(ApiKeyLimits))).Produces<KnownApiKey>();
        keys.MapDelete("/{name}", Revoke)
            .WithName("RevokeApiKey").WithSummary("Revoke an API key: it opens nothing any more, and a session that it opened is over.")
            .Needs(Permit.RevokeApiKey).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Make(HttpContext context, CallerService service)
    {
        var asked = await JsonBody.Read(context, ProtocolJson.Default.NewApiKey, Malformed);
        if (asked.Name is null || asked.Doors?.Contains(null!) == true)
            throw new MoteException(ProblemCode.InvalidRequest, Malformed);
        var made = await service.ApiKeys.Make(asked, context.RequestAborted);
        return Results.Created($"{context.Request.PathBase}{Address}/{Uri.EscapeDataString(made.Key.Name)}", made);
    }

    private static async Task<IResult> Limit(HttpContext context, CallerService service, string name)
    {
        var limits = await JsonBody.Read(context, ProtocolJson.Default.ApiKeyLimits, Malformed);
        return limits.Doors?.Contains(null!) == true
            ? throw new MoteException(ProblemCode.InvalidRequest, Malformed)
            : Results.Ok(await service.ApiKeys.Limit(name, limits, context.RequestAborted));
    }

    private static async Task<IResult> Revoke(CallerService service, string name, CancellationToken cancellationToken)
    {
        await service.ApiKeys.Revoke(name, cancellationToken);
        return Results.NoContent();
    }
}
