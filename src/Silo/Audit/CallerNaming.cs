using System.Security.Claims;
using Mote.Abstractions.Audit;
using Mote.Abstractions.Errors;
using Mote.Abstractions.Identities;
using Mote.Protocol;

namespace Mote.Silo.Audit;

/// <summary>Says once a request on whose behalf grains are asked: the name of the API key, and the door that the caller names.</summary>
internal static class CallerNaming
{
    private const string DoorHeader = "Mote-Door";

    public static void UseCallerNaming(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        string? door = context.Request.Headers[DoorHeader];
        if (door is not null && !IdentityKey.IsName(door))
            throw new MoteException(ProblemCode.InvalidRequest, $"The header {DoorHeader} is 1 to 128 of the characters A-Z a-z 0-9 . _ -");
        Caller.Current = new Caller(context.User.FindFirstValue(ClaimTypes.Name) ?? "", door);
        return next(context);
    });
}
