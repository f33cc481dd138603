using Microsoft.AspNetCore.Authorization;

namespace Mote.Console.Access;

/// <summary>Who may open what. Every address of the console is mapped under one of these two policies, or is open to be signed in.</summary>
internal static class ConsoleAccess
{
    /// <summary>The session cookie: an API key in a header opens no page, and a cookie no API.</summary>
    public const string Scheme = "Console";

    /// <summary>Whoever is signed in: find people and verify them, as at a gate.</summary>
    public const string SignedIn = "console";

    /// <summary>Operators: everything.</summary>
    public const string Operator = "console-operator";

    public static void AddTo(AuthorizationBuilder authorization) => authorization
        .AddPolicy(SignedIn, new AuthorizationPolicyBuilder(Scheme).RequireClaim(CallerClaims.Realm).Build())
        .AddPolicy(Operator, new AuthorizationPolicyBuilder(Scheme).RequireClaim(CallerClaims.Realm).RequireClaim(CallerClaims.Operator).Build());
}
