using Mote.Grains.Lockouts;
using Mote.Grains.Operations;
using Mote.Grains.Stored;

namespace Mote.Grains.Identities;

/// <summary>All that is stored of an identity: one record, written in one write. Immutable.</summary>
/// <param name="Active">The model-template that decides.</param>
/// <param name="Operations">The last operations that wrote the record, by their content.</param>
internal sealed record IdentityState(StoredTemplate Active, DoneOperations Operations)
{
    /// <summary>The locks, at doors and at all of them; null where none closed since the last match.</summary>
    public PersonLockout? Lockout { get; init; }

    /// <summary>The model-template that is to replace the active one once it has agreed with it often enough; null for none.</summary>
    public CandidateTemplate? Candidate { get; init; }

    /// <summary>The model-template that the active one replaced; null for none, or none any more.</summary>
    public PreviousTemplate? Previous { get; init; }

    /// <summary>The highest version that ever was: none is given twice, whatever was rolled back.</summary>
    public int LastVersion { get; init; } = Active.Version;

    /// <summary>Since when, and why, the person is to be enrolled anew; null where nobody asks.</summary>
    public ReenrolmentWish? Wish { get; init; }

    /// <summary>What a later version stored beside all that, kept as it is.</summary>
    public IReadOnlyList<Section> Others { get; init; } = [];
}
