using Mote.Grains.Contracts.Membership;
using Orleans.Runtime.Services;

namespace Mote.Grains.Membership;

/// <summary>Asks single silos for their view.</summary>
internal sealed class MembershipViews(IServiceProvider services) : GrainServiceClient<IMembershipView>(services)
{
    /// <summary>That of one silo.</summary>
    public IMembershipView Of(SiloAddress silo) => GetGrainService(silo);
}
