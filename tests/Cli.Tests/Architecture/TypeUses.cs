using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Mote.Cli.Tests.Architecture;

/// <summary>The types that a type names: what it is, holds, says, and calls.</summary>
internal static class TypeUses
{
    public static IEnumerable<TypeReference> Of(TypeDefinition type) =>
        Direct(type).OfType<TypeReference>().SelectMany(Parts).Distinct();

    private static IEnumerable<TypeReference?> Direct(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. type.GenericParameters.SelectMany(Constraints),
        .. type.Fields.Select(field => field.FieldType),
        .. type.Methods.SelectMany(Of),
        .. Attributes(type),
        .. type.Fields.SelectMany(Attributes),
        .. type.Properties.SelectMany(Attributes),
        .. type.Events.SelectMany(Attributes),
    ];

    private static IEnumerable<TypeReference?> Of(MethodDefinition method) =>
    [
        method.ReturnType,
        .. method.Parameters.Select(parameter => parameter.ParameterType),
        .. method.Parameters.SelectMany(Attributes),
        .. method.GenericParameters.SelectMany(Constraints),
        .. method.Overrides.Select(overridden => overridden.DeclaringType),
        .. Attributes(method),
        .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
        .. method.HasBody ? method.Body.ExceptionHandlers.Select(handler => handler.CatchType) : [],
        .. method.HasBody ? method.Body.Instructions.SelectMany(Of) : [],
    ];

    private static IEnumerable<TypeReference?> Of(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method => [
            method.DeclaringType, method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType), .. method is GenericInstanceMethod generic ? generic.GenericArguments : []],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Constraints(GenericParameter parameter) => parameter.Constraints.Select(constraint => constraint.ConstraintType);

    // What stands in an attribute's brackets is left out: to read it takes the assemblies of all others.
    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider member) =>
        member.CustomAttributes.SelectMany(attribute => attribute.Constructor.Parameters.Select(parameter => parameter.ParameterType).Append(attribute.AttributeType));

    /// <summary>A generic type, an array or a reference is made of others.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericInstanceType generic => [.. Parts(generic.ElementType), .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification made => Parts(made.ElementType),
        GenericParameter => [],
        _ => [type],
    };
}
