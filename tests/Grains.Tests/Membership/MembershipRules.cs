using Mote.Grains.Membership;

namespace Mote.Grains.Tests.Membership;

/// <summary>The rules of a world: the product's, or others that look as good.</summary>
internal sealed record MembershipRules
{
    public Func<SiloStatus, bool> IsAsked { get; init; } = MembershipRule.IsAsked;

    public Func<long, IReadOnlyCollection<long?>, bool> IsVouchedFor { get; init; } = MembershipRule.IsVouchedFor;

    /// <summary>Whether a silo becomes active whoever knows it.</summary>
    public bool JoinsUnknown { get; init; }

    /// <summary>Whether a change counts though nothing says that the silo was of the cluster when it was stored.</summary>
    public bool ChangesUnconfirmed { get; init; }
}
