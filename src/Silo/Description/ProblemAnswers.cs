using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Mote.Protocol;

namespace Mote.Silo.Description;

/// <summary>Says of every route how it refuses.</summary>
internal sealed class ProblemAnswers : IOpenApiOperationTransformer
{
    private const string MediaType = "application/problem+json";

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        // Said once, and named everywhere else.
        context.Document!.AddComponent(nameof(Problem), await context.GetOrCreateSchemaAsync(typeof(Problem), cancellationToken: cancellationToken));
        var problem = new OpenApiSchemaReference(nameof(Problem), context.Document);
        operation.Responses ??= [];
        // By no range of codes (4XX): there are programs that write one into a client that does not compile then.
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "4xx: what was asked cannot be done, or not by this caller; the code says why, the detail what to do. 5xx: the service cannot do it now; with Retry-After it is worth asking again.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { [MediaType] = new() { Schema = problem } },
        };
    }
}
