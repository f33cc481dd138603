using System.Globalization;
using System.Text.Json;

namespace Mote.Tests;

/// <summary>What a document of OpenAPI says of answers. Immutable.</summary>
/// <param name="document">The document.</param>
public sealed class DescribedApi(JsonElement document)
{
    private readonly (string[] Route, JsonElement Methods)[] _routes = [.. document.GetProperty("paths").EnumerateObject().Select(path => (Segments(path.Name), path.Value))];
    private readonly DescribedSchemas _schemas = new(document);

    /// <summary>In what an answer is another than the document says; null where it is none, or is one to what the document has not.</summary>
    /// <param name="method">How was asked.</param>
    /// <param name="path">For what, without the query.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="mediaType">What the answer says that it is.</param>
    /// <param name="answer">The answer.</param>
    public string? Fault(string method, string path, int status, string? mediaType, JsonElement answer)
    {
        var asked = Segments(path);
        var route = _routes.Where(one => IsOf(one.Route, asked)).OrderBy(one => one.Route.Count(IsAny)).Select(one => (JsonElement?)one.Methods).FirstOrDefault();
        if (route is not { } methods || !methods.TryGetProperty(method.ToLowerInvariant(), out var operation))
            return null;
        var responses = operation.GetProperty("responses");
        if (!responses.TryGetProperty(status.ToString(CultureInfo.InvariantCulture), out var response) && !responses.TryGetProperty($"{status / 100}XX", out response) && !(status >= 400 && responses.TryGetProperty("default", out response)))
            return $"{status} is no answer that is described";
        return response.TryGetProperty("content", out var content) && content.TryGetProperty(mediaType ?? "", out var body)
            ? _schemas.Fault(body.GetProperty("schema"), answer, "")
            : $"{mediaType} is no answer that is described for {status}";
    }

    private static string[] Segments(string path) => path.Trim('/').Split('/');

    private static bool IsAny(string segment) => segment.StartsWith('{');

    private static bool IsOf(string[] route, string[] asked) => route.Length == asked.Length && route.Zip(asked).All(pair => IsAny(pair.First) || pair.First == pair.Second);
}
