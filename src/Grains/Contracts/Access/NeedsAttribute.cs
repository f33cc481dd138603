using Mote.Protocol;

namespace Mote.Grains.Contracts.Access;

/// <summary>What a caller from outside must be allowed to have a grain's method run: one of these scopes. The service itself may have it run, too.</summary>
/// <param name="scopes">The scopes.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAttribute(params Scope[] scopes) : Attribute
{
    /// <summary>The scopes.</summary>
    public ScopeSet Scopes { get; } = ScopeSet.Of(scopes);
}
