using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Mote.Silo.Description;

/// <summary>
/// Says of members what answers are: what may be nothing is left out of them, so that it is not required, and a number is a
/// number, though one in quotes is read.
/// </summary>
internal sealed class MemberSchemas : IOpenApiSchemaTransformer
{
    private const JsonSchemaType Numbers = JsonSchemaType.Integer | JsonSchemaType.Number;

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (schema.Type is { } type && (type & Numbers) != 0 && type.HasFlag(JsonSchemaType.String))
            (schema.Type, schema.Pattern) = (type & ~JsonSchemaType.String, null);
        if (schema.Required is { } required && context.JsonTypeInfo.Kind == JsonTypeInfoKind.Object)
        {
            foreach (var member in context.JsonTypeInfo.Properties.Where(IsLeftOut))
                required.Remove(member.Name);
        }

        return Task.CompletedTask;
    }

    private static bool IsLeftOut(JsonPropertyInfo member) => member.PropertyType.IsValueType ? Nullable.GetUnderlyingType(member.PropertyType) is not null : member.IsGetNullable;
}
