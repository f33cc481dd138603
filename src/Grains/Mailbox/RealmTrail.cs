using Mote.Abstractions.Audit;
using Mote.Grains.Identities.Ports;

namespace Mote.Grains.Mailbox;

/// <summary>The trail of a realm, in the grain that keeps it.</summary>
internal sealed class RealmTrail(IGrainFactory grains, string realm) : IIdentityTrail
{
    public Task Append(AuditEvent happened) => grains.GetGrain<IAuditGrain>(realm).Append(happened, CancellationToken.None);
}
