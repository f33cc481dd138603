using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Mote.Analyzers;

/// <summary>A route says, where it is mapped, who may use it, or the build fails: what says nothing is closed to everybody, which its author would find out later.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RouteAnalyzer : DiagnosticAnalyzer
{
    private const string Routing = "Microsoft.AspNetCore.Builder";

    private static readonly ImmutableHashSet<string> Mapping = ["Map", "MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "MapFallback", "MapHealthChecks", "MapOpenApi"];
    private static readonly ImmutableHashSet<string> Saying = ["Needs", "NeedsNoScope", "AllowAnonymous"];

    private static readonly DiagnosticDescriptor Rule = new(
        "MOTE002",
        "A route says who may use it",
        "This route says neither what its caller needs nor that it is everybody's: end it with .Needs(...), .NeedsNoScope() or .AllowAnonymous()",
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
        context.RegisterSyntaxNodeAction(Look, SyntaxKind.InvocationExpression);
    }

    private static void Look(SyntaxNodeAnalysisContext context)
    {
        var mapped = (InvocationExpressionSyntax)context.Node;
        if (NameOf(mapped) is not { } name || !Mapping.Contains(name) || Says(mapped))
            return;
        if (context.SemanticModel.GetSymbolInfo(mapped, context.CancellationToken).Symbol is IMethodSymbol method && method.ContainingNamespace.ToDisplayString() == Routing)
            context.ReportDiagnostic(Diagnostic.Create(Rule, mapped.GetLocation()));
    }

    /// <summary>Whether one of the calls that follow in the same chain says it.</summary>
    private static bool Says(InvocationExpressionSyntax mapped)
    {
        for (SyntaxNode node = mapped; node.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax next } access && access.Expression == node; node = next)
        {
            if (Saying.Contains(access.Name.Identifier.Text))
                return true;
        }

        return false;
    }

    private static string? NameOf(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.Text;
}
