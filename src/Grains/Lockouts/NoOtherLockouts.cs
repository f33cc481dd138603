using Mote.Grains.Contracts.Identities;

namespace Mote.Grains.Lockouts;

/// <summary>A silo that stands alone: the next activation is here.</summary>
internal sealed class NoOtherLockouts : IOtherLockouts
{
    public Task Leave(IdentityKey identity, PersonLockout lockout) => Task.CompletedTask;

    public void Taken(IdentityKey identity)
    {
    }

    public void Closed(DateTimeOffset end, TimeSpan remaining)
    {
    }

    public Task<TimeSpan?> Remaining(DateTimeOffset end) => Task.FromResult<TimeSpan?>(null);
}
