using Mote.Grains.Audit;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Identities.Ports;

namespace Mote.Grains.Mailbox;

/// <summary>The trail of a realm: this silo's chain of it.</summary>
internal sealed class RealmTrail(AuditWriter writer, string realm) : IIdentityTrail
{
    public Task Append(AuditEvent happened) => writer.Append(realm, happened);
}
