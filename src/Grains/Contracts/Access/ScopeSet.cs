using System.Collections;
using System.Numerics;
using Mote.Protocol;

namespace Mote.Grains.Contracts.Access;

/// <summary>Some scopes. Immutable; equal to a set of the same.</summary>
/// <param name="Bits">A bit a scope, as the scope's number says.</param>
[GenerateSerializer, Immutable, Alias("Mote.ScopeSet")]
public readonly record struct ScopeSet([property: Id(0)] ulong Bits) : IReadOnlyCollection<Scope>
{
    /// <summary>Some scopes.</summary>
    /// <param name="scopes">Which.</param>
    public static ScopeSet Of(params IEnumerable<Scope> scopes) =>
        new((scopes ?? throw new ArgumentNullException(nameof(scopes))).Aggregate(0ul, (bits, scope) => bits | Bit(scope)));

    /// <summary>None.</summary>
    public static ScopeSet None => default;

    /// <inheritdoc/>
    public int Count => BitOperations.PopCount(Bits);

    /// <summary>Whether that scope is among them.</summary>
    /// <param name="scope">Which.</param>
    public bool Contains(Scope scope) => (Bits & Bit(scope)) != 0;

    /// <summary>Whether any of those is among them.</summary>
    /// <param name="others">Which.</param>
    public bool Overlaps(ScopeSet others) => (Bits & others.Bits) != 0;

    /// <summary>Whether all of them are among those.</summary>
    /// <param name="others">Which.</param>
    public bool IsWithin(ScopeSet others) => (Bits & ~others.Bits) == 0;

    /// <summary>All of both.</summary>
    /// <param name="others">The others.</param>
    public ScopeSet With(ScopeSet others) => new(Bits | others.Bits);

    /// <summary>Those that are not among the others.</summary>
    /// <param name="others">The others.</param>
    public ScopeSet Without(ScopeSet others) => new(Bits & ~others.Bits);

    /// <inheritdoc/>
    public IEnumerator<Scope> GetEnumerator()
    {
        for (var rest = Bits; rest != 0; rest &= rest - 1)
            yield return (Scope)BitOperations.TrailingZeroCount(rest);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Their names as they are written, comma-separated.</summary>
    public override string ToString() => string.Join(", ", this.Select(scope => scope.Name()));

    private static ulong Bit(Scope scope) => 1ul << (int)scope;
}
