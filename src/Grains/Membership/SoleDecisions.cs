using Mote.Grains.Identities.Ports;
using Mote.Grains.Stored;

namespace Mote.Grains.Membership;

/// <summary>A silo that stands alone: nothing is done elsewhere that it could not know, nor by it that another would not.</summary>
internal sealed class SoleDecisions : IDecisionLease, IChangeConfirmation, IActiveSilos
{
    public bool IsByPeers => false;

    public int Count => 1;

    public void Require(string realm)
    {
    }

    public Task Confirm() => Task.CompletedTask;
}
