using Mote.Grains.Identities.Ports;

namespace Mote.Grains.Membership;

/// <summary>A silo that stands alone: nothing is done elsewhere that it could not know.</summary>
internal sealed class SoleDecisions : IDecisionLease
{
    public void Require(string realm)
    {
    }
}
