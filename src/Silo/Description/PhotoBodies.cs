using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Mote.Silo.Requests;

namespace Mote.Silo.Description;

/// <summary>
/// Says of routes that take photos how they may be sent: in JSON, in a form, or alone; and which headers they read. In this
/// order, and what a photo that is sent alone has in the query in words: programs that make clients take the first form that
/// there is, and cannot tell a field of the query from one of the form that is called alike.
/// </summary>
internal sealed class PhotoBodies : IOpenApiOperationTransformer
{
    private const string Form = "multipart/form-data";
    private const string Json = "application/json";
    private const string Photo = "photo";

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var taken = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAcceptsMetadata>().LastOrDefault(accepts => accepts.ContentTypes.Contains(Form));
        if (taken?.RequestType is not { } type || operation.RequestBody?.Content is not { } content)
            return;
        var form = await context.GetOrCreateSchemaAsync(type, cancellationToken: cancellationToken);
        var inTheQuery = FormFields.InTheQuery.Where(name => form.Properties?.ContainsKey(name) == true).Select(name => $"'{name}'");
        var alone = $"The photo, and nothing else. In the query: {string.Join(" and ", inTheQuery)}, as the field of the form.";
        foreach (var (mediaType, body) in content)
        {
            if (mediaType != Form)
                body.Schema = mediaType == Json ? AsJson(form, type) : new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = alone };
        }

        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = content.OrderBy(body => body.Key switch { Json => 0, Form => 1, _ => 2 }).ToDictionary(StringComparer.Ordinal),
        };
        operation.Parameters ??= [];
        operation.Parameters.Add(Header("Idempotency-Key", "A GUID, bare or in quotes, that names what is done, so that asking again does it once.", "uuid"));
        operation.Parameters.Add(Header("Mote-Door", "The door that asks, for a key that may ask for it: letters, digits, '.', '_' and '-'.", null));
    }

    // The same members, and photos in base64.
    private static OpenApiSchema AsJson(OpenApiSchema form, Type type)
    {
        var one = new OpenApiSchema { Type = JsonSchemaType.String, ContentEncoding = "base64", Description = "A JPEG, PNG or WebP file in base64." };
        var isOne = type.GetProperties().All(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name) != Photo || property.PropertyType != typeof(IFormFileCollection));
        return new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Title = type.Name.Replace("Form", "Body", StringComparison.Ordinal),
            Required = form.Required,
            Properties = (form.Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)).ToDictionary(
                member => member.Key,
                member => member.Key != Photo ? member.Value : isOne ? one : new OpenApiSchema { OneOf = [one, new OpenApiSchema { Type = JsonSchemaType.Array, Items = one }] },
                StringComparer.Ordinal),
        };
    }

    private static OpenApiParameter Header(string name, string description, string? format) =>
        new() { Name = name, In = ParameterLocation.Header, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = format } };
}
