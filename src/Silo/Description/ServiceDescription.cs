using System.Reflection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Mote.Silo.Description;

/// <summary>What the API's document (OpenAPI 3.1) says of the service as a whole.</summary>
internal sealed class ServiceDescription : IOpenApiDocumentTransformer
{
    private const string Key = "key";

    private static readonly string Version = typeof(ServiceDescription).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Makes it the document that the service has, for whoever holds no key too.</summary>
    public static void Configure(OpenApiOptions document) => document
        .AddDocumentTransformer<ServiceDescription>()
        .AddSchemaTransformer<MemberSchemas>()
        .AddOperationTransformer<JsonBodySchemas>()
        .AddOperationTransformer<PhotoBodies>()
        .AddOperationTransformer<ProblemAnswers>();

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Mote",
            Version = Version,
            Description = "Face verification with a neural network of each person's own. Whoever asks has an API key or a token, which says for which realm and what it may do; every refusal is a problem of RFC 9457 with a stable code.",
        };
        // Whatever name it was asked by, which the asker wrote: the address is that of the document.
        document.Servers = [new OpenApiServer { Url = document.Servers is [{ Url: { } asked }, ..] && Uri.TryCreate(asked, UriKind.Absolute, out var address) ? address.AbsolutePath : "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal);
        document.Components.SecuritySchemes[Key] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An API key, or a token of the provider that the service trusts. A key may also be the header X-Api-Key.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
        return Task.CompletedTask;
    }
}
