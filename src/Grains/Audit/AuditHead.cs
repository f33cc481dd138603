using Mote.Grains.Contracts.Audit;

namespace Mote.Grains.Audit;

/// <summary>A realm's head: its writers' chains and their anchors.</summary>
[GenerateSerializer, Immutable, Alias("Mote.AuditHead")]
internal sealed record AuditHead
{
    /// <summary>The ends of the one chain that a realm had; null since it has one a writer.</summary>
    [Id(0)]
    public AuditTail? Tail { get; init; }

    /// <summary>Of that one chain, segments before this one are deleted.</summary>
    [Id(1)]
    public long Swept { get; init; }

    /// <summary>Of that one chain, which master key segments are sealed under.</summary>
    [Id(2)]
    public KeyRun[] Runs { get; init; } = [];

    /// <summary>The chains, the realm's first before the others.</summary>
    [Id(3)]
    public AuditChain[] Chains { get; init; } = [];

    /// <summary>The chains, the one of a realm that had one alone among them.</summary>
    public AuditChain[] All => Tail is null ? Chains : [new AuditChain { Writer = "", IsFirst = true, Sealed = Tail, Swept = Swept, Runs = Runs }];

    /// <summary>The head with another state of a writer's chain, or with one more.</summary>
    public AuditHead With(AuditChain chain)
    {
        var others = All;
        var at = Array.FindIndex(others, other => other.Writer == chain.Writer || (other.Writer is "" && chain.IsFirst));
        return new AuditHead { Chains = at < 0 ? [.. others, chain] : [.. others[..at], chain, .. others[(at + 1)..]] };
    }
}
