using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Silo.Identities;

/// <summary>The header <c>Idempotency-Key</c>, which names an operation: a GUID, bare or as the string in quotes of the IETF draft.</summary>
internal static class IdempotencyKey
{
    private const string Header = "Idempotency-Key";

    /// <summary>The operation that a request names; a new one where it names none.</summary>
    /// <exception cref="MoteException">It is something else, or there are several (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public static Guid Of(HttpRequest request) => Named(request) ?? Guid.NewGuid();

    /// <summary>What a request names; null where it names nothing.</summary>
    /// <exception cref="MoteException">It is something else, or there are several (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public static Guid? Named(HttpRequest request)
    {
        var values = request.Headers[Header];
        return values.Count switch
        {
            0 => null,
            1 when Guid.TryParse(Unquoted(values[0]!.Trim()), out var operation) => operation,
            1 => throw Invalid($"The header {Header} is a GUID such as 8e03978e-40d5-43dd-bc93-6894a57f9324, in quotes or without."),
            _ => throw Invalid($"The request has {values.Count} headers {Header}: send one."),
        };
    }

    private static string Unquoted(string value) => value is ['"', .. var inner, '"'] ? inner : value;

    private static MoteException Invalid(string detail) => new(ProblemCode.InvalidRequest, detail);
}
