using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Mote.Silo.Requests;

namespace Mote.Silo.Description;

/// <summary>Writes into the API's document what the bodies are that routes read by hand.</summary>
internal sealed class JsonBodySchemas : IOpenApiOperationTransformer
{
    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<JsonBodyOf>().LastOrDefault() is not { } body)
            return;
        var schema = await context.GetOrCreateSchemaAsync(body.Type, cancellationToken: cancellationToken);
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["application/json"] = new() { Schema = schema } },
        };
    }
}
