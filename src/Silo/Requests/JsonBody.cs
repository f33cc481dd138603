using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Silo.Requests;

/// <summary>A body of JSON, read once the caller is known to be allowed what he asks for: what he may not is said before what is wrong with it.</summary>
internal static class JsonBody
{
    /// <summary>Reads it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="type">What it is.</param>
    /// <param name="malformed">What is said where it is none.</param>
    /// <exception cref="MoteException">It is none (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public static async Task<T> Read<T>(HttpContext context, JsonTypeInfo<T> type, string malformed)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
            throw Refusal(malformed);
        // The framework fails over a charset that it does not know.
        if (context.Request.GetTypedHeaders().ContentType?.Charset.Value is { Length: > 0 } charset && !string.Equals(charset.Trim('"'), "utf-8", StringComparison.OrdinalIgnoreCase))
            throw Refusal("JSON is sent in UTF-8: leave the charset out of the header Content-Type.");
        try
        {
            return await context.Request.ReadFromJsonAsync(type, context.RequestAborted) ?? throw Refusal(malformed);
        }
        catch (JsonException)
        {
            throw Refusal(malformed);
        }
    }

    private static MoteException Refusal(string malformed) => new(ProblemCode.InvalidRequest, malformed);
}
