using Mote.Grains.Contracts.Audit;
using Mote.Protocol;

namespace Mote.Grains.Tests.Audit;

/// <summary>What is stored and what goes over the wire are the same by name, each way.</summary>
public sealed class TrailNamesTests
{
    [Fact]
    public void Kinds_StoredAndOnTheWire_AreTwinsByName()
    {
        Assert.Equal(Enum.GetNames<TrailKind>().Order(), Enum.GetNames<AuditKind>().Order());
        Assert.All(Enum.GetValues<TrailKind>(), kind => Assert.Equal(($"{kind}", kind), ($"{kind.OnWire()}", kind.OnWire().Stored())));
    }

    [Fact]
    public void Outcomes_StoredAndOnTheWire_AreTwinsByName()
    {
        Assert.Equal(Enum.GetNames<TrailOutcome>().Order(), Enum.GetNames<AuditOutcome>().Order());
        Assert.All(Enum.GetValues<TrailOutcome>(), outcome => Assert.Equal(($"{outcome}", outcome), ($"{outcome.OnWire()}", outcome.OnWire().Stored())));
    }
}
