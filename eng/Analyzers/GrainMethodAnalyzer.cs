using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mote.Analyzers;

/// <summary>A method of a grain, or of a service that each silo has, says who may have it run, or the build fails: what says nothing is nobody's, which its author would find out later.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GrainMethodAnalyzer : DiagnosticAnalyzer
{
    private const string Grain = "Orleans.IGrain", SiloService = "Orleans.Services.IGrainService";
    private const string Access = "Mote.Grains.Contracts.Access";

    private static readonly DiagnosticDescriptor Rule = new(
        "MOTE001",
        "A grain's method says who may have it run",
        "{0}.{1} says neither which scope it needs nor that only the service asks for it: put [Needs(...)] or [Internal] on it",
        "Access",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Look, SymbolKind.NamedType);
    }

    private static void Look(SymbolAnalysisContext context)
    {
        if (context.Symbol is not INamedTypeSymbol { TypeKind: TypeKind.Interface } type || !type.AllInterfaces.Any(one => one.ToDisplayString() is Grain or SiloService) || Says(type))
            return;
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(method => method.MethodKind == MethodKind.Ordinary && !method.IsStatic && !Says(method)))
            context.ReportDiagnostic(Diagnostic.Create(Rule, method.Locations[0], type.Name, method.Name));
    }

    private static bool Says(ISymbol symbol) => symbol.GetAttributes().Any(attribute =>
        attribute.AttributeClass is { Name: "NeedsAttribute" or "InternalAttribute" } named && named.ContainingNamespace.ToDisplayString() == Access);
}
