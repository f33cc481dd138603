using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mote.Golden.Tests.Golden;

/// <summary>Whether a service still says what it said: nothing is missing and nothing is another. More may be said.</summary>
internal static class Agreement
{
    // Figures are computed from stored counts, and on another machine the last place may differ.
    private const double RelativeTolerance = 1e-12;

    /// <summary>What is not as it was, each with its place; empty where all is.</summary>
    public static IEnumerable<string> Differences(JsonNode? before, JsonNode? now, string place) => (before, now) switch
    {
        (JsonObject { } one, JsonObject other) => Kept(one).SelectMany(property => Differences(property.Value, other[property.Key], $"{place}.{property.Key}")),
        (JsonArray one, JsonArray other) when one.Count == other.Count => one.Zip(other).SelectMany((pair, i) => Differences(pair.First, pair.Second, $"{place}[{i}]")),
        (JsonValue one, JsonValue other) when Same(one, other) => [],
        _ => [$"{place} was {before?.ToJsonString()} and is {now?.ToJsonString()}"],
    };

    // Of a refusal the code is promised; its words may become better ones.
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Kept(JsonObject answer) =>
        answer.ContainsKey("code") && answer.ContainsKey("status") ? answer.Where(property => property.Key is "code" or "status") : answer;

    private static bool Same(JsonValue one, JsonValue other)
    {
        if (one.GetValueKind() != other.GetValueKind())
            return false;
        var (before, now) = (one.ToJsonString(), other.ToJsonString());
        return before == now
            || (one.GetValueKind() == JsonValueKind.Number && Near(Number(before), Number(now)))
            || (one.TryGetValue<DateTimeOffset>(out var time) && other.TryGetValue<DateTimeOffset>(out var day) && IsDayOf(time, day));

        // A record that is written again keeps the day alone.
        static bool IsDayOf(DateTimeOffset time, DateTimeOffset day) => day.UtcDateTime == time.UtcDateTime.Date;

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
        static bool Near(double before, double now) => Math.Abs(before - now) <= RelativeTolerance * Math.Abs(before);
    }
}
