using Microsoft.AspNetCore.Authorization;
using Mote.Service.Permits;

namespace Mote.WebConsole.Access;

/// <summary>Who is at the console: a session. Every address of it is mapped under this policy, or is open to be signed in.</summary>
internal static class ConsoleAccess
{
    /// <summary>The session cookie: an API key in a header opens no page, and a cookie no API.</summary>
    public const string Scheme = "Console";

    /// <summary>Whoever is signed in, as far as the route's scope is theirs.</summary>
    public const string Policy = "console";

    public static void AddTo(AuthorizationBuilder authorization) => authorization
        .AddPolicy(Policy, new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().AddRequirements(new PermitRequirement()).Build());
}
