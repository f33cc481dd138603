using System.Text.Json;

namespace Mote.Tests;

/// <summary>Holds values against the schemas of a document, as far as documents of this service use them; a member that no schema has is a fault, too.</summary>
/// <param name="document">The document.</param>
internal sealed class DescribedSchemas(JsonElement document)
{
    public string? Fault(JsonElement schema, JsonElement value, string at)
    {
        while (schema.TryGetProperty("$ref", out var named))
            schema = named.GetString()!.Split('/').Skip(1).Aggregate(document, (here, step) => here.GetProperty(step));
        if (schema.TryGetProperty("oneOf", out var some) || schema.TryGetProperty("anyOf", out some))
        {
            string?[] faults = [.. some.EnumerateArray().Select(one => Fault(one, value, at))];
            return faults.Contains(null) ? null : string.Join("; or ", faults);
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(one => IsOf(one, value)))
            return $"{at} is {value.ValueKind}, and was to be {type}";
        if (schema.TryGetProperty("enum", out var among) && !among.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
            return $"{at} is none of {among}";
        return value.ValueKind switch
        {
            JsonValueKind.Object => OfMembers(schema, value, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().Select((one, place) => Fault(items, one, $"{at}[{place}]")).FirstOrDefault(fault => fault is not null),
            _ => null,
        };
    }

    private string? OfMembers(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("required", out var required) && required.EnumerateArray().Select(name => name.GetString()!).FirstOrDefault(name => !value.TryGetProperty(name, out _)) is { } missing)
            return $"{at}/{missing} is not there";
        var any = schema.TryGetProperty("additionalProperties", out var rest);
        if (!schema.TryGetProperty("properties", out var members) && !any)
            return null;
        foreach (var member in value.EnumerateObject())
        {
            var (is_, of) = members.ValueKind == JsonValueKind.Object && members.TryGetProperty(member.Name, out var described) ? (true, described) : (any, rest);
            if (!is_)
                return $"{at}/{member.Name} is described nowhere";
            if (of.ValueKind == JsonValueKind.Object && Fault(of, member.Value, $"{at}/{member.Name}") is { } fault)
                return fault;
        }

        return null;
    }

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => false,
    };
}
