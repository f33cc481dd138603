using Mote.Grains.Contracts.Access;
using Mote.Grains.Lockouts;
using Orleans.Services;

namespace Mote.Grains.Mailbox;

/// <summary>One silo's part in carrying lockouts from one activation to the next: told at that silo and nowhere else.</summary>
[Alias("Mote.LockoutCarrier")]
internal interface ILockoutCarrier : IGrainService
{
    /// <summary>An activation that ended left this: the next may be here.</summary>
    [Alias("Leave"), Internal]
    Task Leave(string identity, PersonLockout lockout, CancellationToken cancellationToken);

    /// <summary>The next is elsewhere, and has it.</summary>
    [Alias("Taken"), Internal]
    Task Taken(string identity, CancellationToken cancellationToken);

    /// <summary>A lock closed elsewhere, which is known by its end there and lasts so long yet.</summary>
    [Alias("Closed"), Internal]
    Task Closed(DateTimeOffset end, TimeSpan remaining, CancellationToken cancellationToken);

    /// <summary>How long a lock with that end lasts yet; null where this silo was not told.</summary>
    [Alias("Remaining"), Internal]
    Task<TimeSpan?> Remaining(DateTimeOffset end, CancellationToken cancellationToken);
}
