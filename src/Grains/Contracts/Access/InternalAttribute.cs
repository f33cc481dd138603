namespace Mote.Grains.Contracts.Access;

/// <summary>A grain's method, or all those of an interface, that only the service itself has run.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Interface)]
public sealed class InternalAttribute : Attribute;
