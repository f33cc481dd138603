using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Lockouts;

namespace Mote.Grains.Mailbox;

/// <summary>Keeps for this silo what activations of others left.</summary>
internal sealed class LockoutCarrier(GrainId id, Silo silo, ILoggerFactory logging, CarriedLockouts carried) : GrainService(id, silo, logging), ILockoutCarrier
{
    public Task Leave(string identity, PersonLockout lockout, CancellationToken cancellationToken)
    {
        carried.Keep(IdentityKey.Parse(identity), lockout);
        return Task.CompletedTask;
    }

    public Task Taken(string identity, CancellationToken cancellationToken)
    {
        carried.Forget(IdentityKey.Parse(identity));
        return Task.CompletedTask;
    }
}
