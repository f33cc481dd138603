using Mote.Service.Credentials;

namespace Mote.Silo.Authentication;

/// <summary>Marks a request whose credential was one refused too many.</summary>
/// <param name="Wait">How long it is not worth trying again.</param>
internal sealed record HeldUp(TimeSpan Wait)
{
    /// <summary>Counts a credential that is nobody's, and marks its request where it is one too many.</summary>
    public static void Count(HttpContext context, string credential)
    {
        if (context.RequestServices.GetRequiredService<RefusedCredentials>().Unknown(context.Connection.RemoteIpAddress, credential) is { } wait)
            context.Features.Set(new HeldUp(wait));
    }
}
