using Mote.Grains.Lockouts;
using Mote.Grains.Operations;
using Mote.Grains.Stored;

namespace Mote.Grains.Identities;

/// <summary>All that is stored of an identity: one record, written in one write. Immutable.</summary>
/// <param name="Active">The model-template that decides.</param>
/// <param name="Operations">The last operations that wrote the record, by their content.</param>
internal sealed record IdentityState(StoredTemplate Active, DoneOperations Operations)
{
    /// <summary>The lockout; null where no lock closed since the last match.</summary>
    public Lockout? Lockout { get; init; }

    /// <summary>What a later version stored beside all that, kept as it is.</summary>
    public IReadOnlyList<Section> Others { get; init; } = [];
}
