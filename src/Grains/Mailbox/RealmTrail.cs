using Mote.Grains.Audit;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Identities.Ports;

namespace Mote.Grains.Mailbox;

/// <summary>The trail of a realm, in the grain that keeps this silo's chain of it.</summary>
internal sealed class RealmTrail(AuditWriter writer, string realm) : IIdentityTrail
{
    public Task Append(AuditEvent happened) => writer.In(realm).Append(happened, CancellationToken.None);
}
