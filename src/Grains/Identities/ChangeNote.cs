using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Protocol;

namespace Mote.Grains.Identities;

/// <summary>What the audit trail is to say of a change of a person's record.</summary>
/// <param name="Kind">What kind of change it is.</param>
/// <param name="Caller">On whose behalf it is made.</param>
internal sealed record ChangeNote(AuditKind Kind, Caller Caller)
{
    /// <summary>The entry for somebody as they are after it.</summary>
    /// <param name="person">Stands for them; null where nothing does yet.</param>
    /// <param name="version">The version of the model-template that decides; null for none.</param>
    public AuditEvent Entry(Guid? person, int? version) => new(Kind, AuditOutcome.Done, Caller) { Person = person, TemplateVersion = version };
}
