using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mote.Analyzers.Tests;

/// <summary>What says nobody who may does not compile.</summary>
public sealed class AccessAnalyzerTests
{
    private const string Attributes = """
        namespace Mote.Grains.Contracts.Access
        {
            public sealed class NeedsAttribute(params int[] scopes) : System.Attribute { public int[] Scopes => scopes; }
            public sealed class InternalAttribute : System.Attribute;
        }
        """;

    private const string Words = """
        public static class Words
        {
            public static T Needs<T>(this T routes, string scope) where T : Microsoft.AspNetCore.Builder.IEndpointConventionBuilder => routes;
            public static T NeedsNoScope<T>(this T routes) where T : Microsoft.AspNetCore.Builder.IEndpointConventionBuilder => routes;
        }
        """;

    [Theory]
    [InlineData("Task Ask();", true)]
    [InlineData("[Needs(1)] Task Ask();", false)]
    [InlineData("[Internal] Task Ask();", false)]
    [InlineData("[System.Obsolete] Task Ask();", true)]
    [InlineData("[Needs(1)] Task Ask(); Task Tell();", true)]
    public async Task GrainMethod_ThatSaysNothing_IsAnError(string methods, bool isError)
    {
        var found = await Found(new GrainMethodAnalyzer(), $$"""
            using System.Threading.Tasks;
            using Mote.Grains.Contracts.Access;
            public interface IAnyGrain : Orleans.IGrainWithStringKey { {{methods}} }
            {{Attributes}}
            """);
        Assert.Equal(isError ? ["MOTE001"] : [], found);
    }

    [Theory]
    [InlineData("[Mote.Grains.Contracts.Access.Internal] public interface IAnyGrain : Orleans.IGrainWithStringKey { Task Ask(); }")]
    [InlineData("public interface INoGrain { Task Ask(); }")]
    public async Task OtherMethods_AreNone(string type) =>
        Assert.Empty(await Found(new GrainMethodAnalyzer(), $"using System.Threading.Tasks;\n{type}\n{Attributes}"));

    [Fact]
    public async Task AttributeOfTheSameName_FromElsewhere_SaysNothing() => Assert.Equal(["MOTE001"], await Found(new GrainMethodAnalyzer(), """
        using System.Threading.Tasks;
        public sealed class InternalAttribute : System.Attribute;
        public interface IAnyGrain : Orleans.IGrainWithStringKey { [Internal] Task Ask(); }
        """));

    [Theory]
    [InlineData("""routes.MapGet("/", () => 1);""", true)]
    [InlineData("""routes.MapGet("/", () => 1).WithName("any");""", true)]
    [InlineData("""routes.MapGet("/", () => 1).WithName("any").Needs("scope");""", false)]
    [InlineData("""routes.MapPost("/", () => 1).NeedsNoScope();""", false)]
    [InlineData("""routes.MapGet("/", () => 1).AllowAnonymous();""", false)]
    [InlineData("""routes.MapGroup("/any").Needs("scope").MapGet("/", () => 1);""", true)]
    [InlineData("""Kept(routes.MapGet("/", () => 1)).Needs("scope");""", true)]
    [InlineData("""routes.MapHealthChecks("/health");""", true)]
    public async Task Route_ThatSaysNothing_IsAnError(string statement, bool isError)
    {
        var found = await Found(new RouteAnalyzer(), $$"""
            using Microsoft.AspNetCore.Builder;
            using Microsoft.AspNetCore.Routing;
            public static class Routes
            {
                public static void Map(IEndpointRouteBuilder routes) { {{statement}} }
                private static IEndpointConventionBuilder Kept(IEndpointConventionBuilder route) => route;
            }
            {{Words}}
            """);
        Assert.Equal(isError ? ["MOTE002"] : [], found);
    }

    private static async Task<IReadOnlyList<string>> Found(DiagnosticAnalyzer analyzer, string source)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => (MetadataReference)MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("any", [CSharpSyntaxTree.ParseText(source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var diagnostics = await compilation.WithAnalyzers(ImmutableArray.Create(analyzer)).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return [.. diagnostics.Select(diagnostic => diagnostic.Id)];
    }
}
