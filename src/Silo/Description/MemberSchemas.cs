using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Mote.Silo.Description;

/// <summary>
/// Says of members what answers are: what may be nothing is left out of them, so that it is not required, and a number is a
/// number, though one in quotes is read; and that a name out of several is text.
/// </summary>
internal sealed class MemberSchemas : IOpenApiSchemaTransformer
{
    private const JsonSchemaType Numbers = JsonSchemaType.Integer | JsonSchemaType.Number;

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (schema.Type is { } type && (type & Numbers) != 0 && type.HasFlag(JsonSchemaType.String))
            (schema.Type, schema.Pattern) = (type & ~JsonSchemaType.String, null);
        // Programs that make clients take names without a type for numbers.
        if (schema is { Type: null, Enum: { Count: > 0 } names })
            schema.Type = names.Any(name => name is null || name.GetValueKind() == JsonValueKind.Null) ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String;
        if (schema.Required is { } required && context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            foreach (var member in context.JsonTypeInfo.Properties.Where(IsLeftOut))
                required.Remove(member.Name);
        }

        return Task.CompletedTask;
    }

    private static bool IsLeftOut(JsonPropertyInfo member) => member.PropertyType.IsValueType ? Nullable.GetUnderlyingType(member.PropertyType) is not null : member.IsGetNullable;
}
