namespace Mote.Grains.Membership;

/// <summary>
/// By what a silo knows itself to be of its cluster, and when one may join it. Views of the cluster are numbered by the table,
/// each newer than the last, and no silo forgets a newer one; whoever was put out is so in a newer view than his own.
/// </summary>
internal static class MembershipRule
{
    /// <summary>Whether somebody with this status may do something in the cluster, or will: he is asked, and only the dead are not.</summary>
    public static bool IsAsked(SiloStatus status) => status is SiloStatus.Joining or SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping;

    /// <summary>Whether a silo with this status is of its cluster: one that is told to stop is until it has, and ends what it is answering.</summary>
    public static bool IsOfTheCluster(SiloStatus own) => own is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping;

    /// <summary>Whether the others vouch for a silo, while the table does not answer: all of them, for a part may be the part that does not know yet. One that knows of no other needs nobody: whoever had come would be known to it.</summary>
    /// <param name="own">The version of its own view.</param>
    /// <param name="theirs">That of each other in it that is asked; null where it does not answer.</param>
    public static bool IsVouchedFor(long own, IReadOnlyCollection<long?> theirs) => theirs.All(version => version <= own);

    /// <summary>
    /// Whether another knows that a silo has come. One that joins waits until all know it that it finds in the table: from then
    /// on they ask it, too, before they take each other's word.
    /// </summary>
    /// <param name="theirs">The version of the other's view; null where it does not answer.</param>
    /// <param name="came">The version from which on the silo is in the table.</param>
    public static bool KnowsWhoCame(long? theirs, long came) => theirs >= came;
}
