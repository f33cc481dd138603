using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Settings;
using Mote.Protocol;

namespace Mote.Silo.Requests;

/// <summary>
/// Refuses in the query of the API what nobody reads there, by name: <c>?dor=north</c> would lift the locks at every door. And
/// says of a number that it is none, which the framework says of the request alone.
/// </summary>
internal static class KnownQuery
{
    private static readonly PathString Api = "/v1";

    // What a route's method takes from the query: the values among its parameters that are not part of the address.
    private static readonly ConcurrentDictionary<MethodInfo, ParameterInfo[]> ByMethod = new();

    /// <summary>Belongs behind authorisation: what somebody may not ask for is said first.</summary>
    public static void UseKnownQuery(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (context.Request.Query.Count > 0 && context.Request.Path.StartsWithSegments(Api) && context.GetEndpoint() is RouteEndpoint endpoint)
            Require(context.Request.Query, endpoint);
        return next(context);
    });

    private static void Require(IQueryCollection query, RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<MethodInfo>() is not { } method)
            return;
        var taken = ByMethod.GetOrAdd(method, static (asked, route) => [.. asked.GetParameters().Where(parameter => IsValue(parameter.ParameterType) && route.RoutePattern.GetParameter(parameter.Name!) is null)], endpoint);
        string[] names = [.. taken.Select(parameter => parameter.Name!), .. endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is null ? [] : FormFields.InTheQuery];
        foreach (var (name, value) in query)
        {
            if (!names.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw Unknown(name, names, endpoint);
            if (taken.FirstOrDefault(parameter => string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))?.ParameterType == typeof(int) && !int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
                throw new MoteException(ProblemCode.InvalidRequest, $"'{name}' in the query is no whole number: give one in digits, as {name}=100.");
        }
    }

    private static MoteException Unknown(string name, string[] names, RouteEndpoint endpoint)
    {
        // A name that somebody wrote, and never a value: that may be anything.
        var shown = name.Length > 40 ? name[..40] + "..." : name;
        var isField = endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType?.GetProperties().Any(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase)) == true;
        return new MoteException(ProblemCode.InvalidRequest, isField
            ? $"'{shown}' is not taken from the query: send it as a field of the form (multipart/form-data), beside the file 'photo'."
            : $"There is no '{shown}' in the query here{(NearestName.Of(name, names) is { } nearest ? $": did you mean '{nearest}'?" : names is [] ? ": leave it out." : $": there are {string.Join(", ", names)}.")}");
    }

    private static bool IsValue(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is { } bare && (bare == typeof(string) || bare == typeof(string[]) || bare.IsPrimitive || bare == typeof(Guid) || bare == typeof(DateTimeOffset));
}
