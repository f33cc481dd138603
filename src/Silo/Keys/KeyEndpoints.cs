using Mote.Grains.Contracts.Errors;
using Mote.Protocol;
using Mote.Service;
using Mote.Service.Permits;

namespace Mote.Silo.Keys;

/// <summary>The master keys of the caller's realm. No key passes here, only numbers.</summary>
internal static class KeyEndpoints
{
    // Within every client's patience.
    private static readonly TimeSpan Prompt = TimeSpan.FromSeconds(2);

    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/v1/keys").WithTags("Keys");

        keys.MapGet("/", List).Needs(Permit.MasterKeys)
            .WithName("Keys").WithSummary("The versions of the master key, and how many records need each.").Produces<IReadOnlyList<MasterKeyVersion>>();
        keys.MapPost("/rotation", Start).Needs(Permit.RotateMasterKey)
            .WithName("RotateKeys").WithSummary("Bring every record under the current master key; goes on where an earlier one stopped.").Produces<KeyRotation>(StatusCodes.Status202Accepted);
        keys.MapGet("/rotation", Follow).Needs(Permit.FollowRotation)
            .WithName("FollowRotation").WithSummary("How far it has come; waits a moment for its end.").Produces<KeyRotation>();
    }

    private static async Task<IResult> List(CallerService service, CancellationToken cancellationToken) =>
        Results.Ok(await service.MasterKeys.List(cancellationToken));

    private static async Task<IResult> Start(HttpContext context, CallerService service, CancellationToken cancellationToken) =>
        Results.Accepted($"{context.Request.PathBase}/v1/keys/rotation", await service.MasterKeys.Rotate(cancellationToken));

    private static async Task<IResult> Follow(CallerService service, CancellationToken cancellationToken) =>
        await service.MasterKeys.FollowRotation(Prompt, cancellationToken) is { } rotation
            ? Results.Ok(rotation)
            : throw new MoteException(ProblemCode.OperationUnknown, "No rotation is known here: start one, it goes on where an earlier one stopped.");
}
