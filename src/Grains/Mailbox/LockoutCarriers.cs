using Orleans.Runtime.Services;

namespace Mote.Grains.Mailbox;

/// <summary>Reaches single silos.</summary>
internal sealed class LockoutCarriers(IServiceProvider services) : GrainServiceClient<ILockoutCarrier>(services)
{
    /// <summary>The part of one silo.</summary>
    public ILockoutCarrier Of(SiloAddress silo) => GetGrainService(silo);
}
