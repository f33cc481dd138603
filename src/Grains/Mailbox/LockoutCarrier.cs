using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Lockouts;

namespace Mote.Grains.Mailbox;

/// <summary>Keeps for this silo what activations of others left, and how long locks last that closed there.</summary>
internal sealed class LockoutCarrier(GrainId id, Silo silo, ILoggerFactory logging, CarriedLockouts carried, LockEnds ends) : GrainService(id, silo, logging), ILockoutCarrier
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

    public Task Closed(DateTimeOffset end, TimeSpan remaining, CancellationToken cancellationToken)
    {
        ends.Keep(end, remaining);
        return Task.CompletedTask;
    }

    public Task<TimeSpan?> Remaining(DateTimeOffset end, CancellationToken cancellationToken) => Task.FromResult(ends.Remaining(end));
}
