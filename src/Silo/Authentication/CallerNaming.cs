using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Service.Access;
using Mote.Service.Credentials;

namespace Mote.Silo.Authentication;

/// <summary>Says once a request on whose behalf grains are asked, and by which door.</summary>
internal static class CallerNaming
{
    private const string DoorHeader = "Mote-Door";

    public static void UseCallerNaming(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Caller.Current = CallerClaims.Of(context) is { } known ? known.Caller with { Door = Door(known.Caller, context) } : null;
        return next(context);
    });

    private static MoteException OfAnother(Caller caller, HttpContext context) =>
        context.RequestServices.GetRequiredService<RefusedCredentials>().OfAnotherDoor(context.Connection.RemoteIpAddress, caller) is { } wait
            ? TooMany.Refusal(wait)
            : new MoteException(ProblemCode.Forbidden, $"This key is bound to other doors than the header {DoorHeader} names.");

    private static string? Door(Caller caller, HttpContext context)
    {
        string? named = context.Request.Headers[DoorHeader];
        if (named is not null && !IdentityKey.IsName(named))
            throw new MoteException(ProblemCode.InvalidRequest, $"The header {DoorHeader} is 1 to 128 of the characters A-Z a-z 0-9 . _ -");
        return caller.Doors switch
        {
            [] => named,
            [var only] when named is null => only,
            // Somebody at the console stands at no door.
            _ when named is null && context.User.Identity?.AuthenticationType != ApiKeyAuthentication.SchemeName => null,
            _ when named is null => throw new MoteException(ProblemCode.InvalidRequest, $"This key is bound to several doors: name the one that asks in the header {DoorHeader}."),
            _ when caller.Doors.Contains(named) => named,
            _ => throw OfAnother(caller, context),
        };
    }
}
