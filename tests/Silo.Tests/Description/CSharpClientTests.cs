using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using NSwag.CodeGeneration.OperationNameGenerators;

namespace Mote.Silo.Tests.Description;

/// <summary>A program in C# with a client that is not ours, made from the document and compiled with it.</summary>
public sealed class CSharpClientTests(TwoRealms silo) : IClassFixture<TwoRealms>
{
    private const string Program = """
        using System;
        using System.Net.Http;
        using System.Threading.Tasks;

        namespace Made;

        public static class Door
        {
            public static async Task<object[]> Run(HttpClient http, string own, string other)
            {
                var client = new MadeClient(http);
                EnrolmentOperation enrolled = await client.EnrolAsync("compiled", new EnrolmentBody { Photo = own, Recipe = "single-unit" });
                Verification match = await client.VerifyAsync("compiled", new ProbeBody { Photo = own }, mote_Door: "north");
                Verification nonMatch = await client.VerifyAsync("compiled", new ProbeBody { Photo = other }, Guid.NewGuid());
                Identity known = await client.DescribeAsync("compiled");
                var code = "";
                try
                {
                    await client.VerifyAsync("never-enrolled", new ProbeBody { Photo = own });
                }
                catch (ApiException<Problem> refused)
                {
                    code = refused.Result.Code;
                }

                return [enrolled.Subject, match.IsMatch, match.FalseMatchRate is >= 0 and <= 0.1, nonMatch.IsMatch, nonMatch.FalseMatchRate is null, known.Version, code];
            }
        }
        """;

    [Fact]
    public async Task MadeClient_EnrolsAndVerifies()
    {
        var document = await OpenApiDocument.FromJsonAsync(await silo.Nobody.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "MadeClient",
            OperationNameGenerator = new SingleClientFromOperationIdOperationNameGenerator(),
            GenerateOptionalParameters = true,
            CSharpGeneratorSettings = { Namespace = "Made", JsonLibrary = CSharpJsonLibrary.SystemTextJson, GenerateNullableReferenceTypes = true },
        };
        var program = Compiled(new CSharpClientGenerator(document, settings).GenerateFile(), Program).GetType("Made.Door")!.GetMethod("Run")!
            .CreateDelegate<Func<HttpClient, string, string, Task<object[]>>>();
        Assert.Equal(
            ["compiled", true, true, false, true, 1, "not_enrolled"],
            await program(silo.Http, Convert.ToBase64String(TwoRealms.Photo()), Convert.ToBase64String(TwoRealms.Stranger)));
    }

    private static Assembly Compiled(params string[] sources)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(file => Path.GetFileName(file).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(file) is "netstandard.dll" or "mscorlib.dll")
            .Select(file => MetadataReference.CreateFromFile(file));
        var compilation = CSharpCompilation.Create("Made", sources.Select(source => CSharpSyntaxTree.ParseText(source)), references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var made = new MemoryStream();
        var result = compilation.Emit(made);
        Assert.Empty(result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error));
        made.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(made);
    }
}
