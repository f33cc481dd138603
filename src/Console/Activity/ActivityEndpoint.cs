using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Mote.Abstractions.Identities;
using Mote.Console.Access;
using Mote.Console.Hosting;

namespace Mote.Console.Activity;

/// <summary>What happened in the realm.</summary>
internal static class ActivityEndpoint
{
    public static readonly string[] Outcomes = ["match", "non_match", "refused", "done"];

    public static void MapActivity(this IEndpointRouteBuilder operators) => operators.MapGet(
        "/activity",
        async (ClaimsPrincipal user, IActivityLog log, CancellationToken cancellationToken, string? subject = null, string? outcome = null, string? door = null, long? after = null) =>
        {
            var filter = new ActivityFilter(Named(subject), Outcomes.Contains(outcome) ? outcome : null, Named(door));
            return Page.Of<ActivityPage>(new ActivityModel(filter, await log.Read(Caller.Of(user).Realm, filter, after, cancellationToken), after is null));
        });

    private static string? Named(string? name) => IdentityKey.IsName(name?.Trim()) ? name!.Trim() : null;
}
