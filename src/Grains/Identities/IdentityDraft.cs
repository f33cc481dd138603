using Mote.Recognition.Templates;

namespace Mote.Grains.Identities;

/// <summary>An identity that is about to be written.</summary>
/// <param name="State">What is stored, the lockout aside.</param>
/// <param name="Template">The model-template in it that decides.</param>
/// <param name="Candidate">The one in its shadow; null for none.</param>
internal sealed record IdentityDraft(IdentityState State, ModelTemplate Template, ModelTemplate? Candidate = null)
{
    /// <summary>What the audit trail is to say of it; null for nothing.</summary>
    public ChangeNote? Note { get; init; }
}
