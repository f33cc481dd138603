using Mote.Grains.Contracts.Roster;
using Mote.Grains.Stored;

namespace Mote.Grains.Roster;

/// <summary>Somebody whose row is being changed, or was announced to be.</summary>
/// <param name="subject">Who.</param>
/// <param name="row">The row, as it is stored.</param>
internal sealed class OpenSubject(string subject, StoredState<ManifestRow> row)
{
    /// <summary>Who.</summary>
    public string Subject => subject;

    /// <summary>The row, as it is stored.</summary>
    public StoredState<ManifestRow> Row => row;

    /// <summary>What is known to be so, and what the row is to say; null for nobody.</summary>
    public ManifestRow? Settled { get; private set; } = row.Value;

    /// <summary>What was announced since. None of these is struck out before a later one is known to be stored, for a write that seemed to fail may still arrive.</summary>
    public List<PendingChange> Later { get; } = [];

    /// <summary>Whether the row, and the lists that it is found by, are stored as they are to be.</summary>
    public bool IsWritten { get; set; } = true;

    /// <summary>Whether a write of the row failed, so that it must be read before it is written again.</summary>
    public bool IsRowInDoubt { get; set; }

    /// <summary>Whether the lists are known to be as the stored row says.</summary>
    public bool AreListsKnown { get; set; } = true;

    /// <summary>Whether the identity said that it is enrolled, whichever of the announced records it has.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>Changes that are being announced.</summary>
    public int Holds { get; set; }

    /// <summary>The row once all that is announced has been done.</summary>
    public ManifestRow? Applied => Later is [.., var last] ? last.Next : Settled;

    /// <summary>Whether the subject is to be listed.</summary>
    public bool IsListed => Settled?.Line is not null || (Later.Count > 0 && IsConfirmed);

    /// <summary>The records that the subject may have, the latest last.</summary>
    public ManifestLine[] Lines => [.. Later.Select(change => change.Next).Prepend(Settled).Select(row => row?.Line).OfType<ManifestLine>()];

    /// <summary>Takes up what the head announced, as far as the stored row does not show that it was done.</summary>
    /// <param name="announced">The changes of this subject, in order.</param>
    /// <param name="done">The last of them whose row is the stored one; -1 for none.</param>
    public void TakeUp(IReadOnlyList<PendingChange> announced, int done)
    {
        Later.AddRange(announced.Skip(done + 1));
        if (done >= 0)
            (Settled, IsWritten, AreListsKnown) = (announced[done].Next, false, false);
    }

    /// <summary>Announces a change.</summary>
    public void Announce(PendingChange change)
    {
        Later.Add(change);
        IsConfirmed = false;
    }

    /// <summary>One of the announced changes was done, and those before it no longer matter.</summary>
    public void Settle(int at)
    {
        Settled = Later[at].Next;
        Later.RemoveRange(0, at + 1);
        (IsWritten, IsConfirmed) = (false, false);
    }
}
