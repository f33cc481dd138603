using Mote.Grains.Contracts.Audit;

namespace Mote.Grains.Identities.Ports;

/// <summary>The realm's audit trail, as an identity writes to it.</summary>
internal interface IIdentityTrail
{
    /// <summary>Takes an event; a decision before anybody is told of it.</summary>
    Task Append(AuditEvent happened);
}
