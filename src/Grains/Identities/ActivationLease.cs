namespace Mote.Grains.Identities;

/// <summary>How long an activation must stay, whoever would collect it: the longest of what is in its memory alone. Pure.</summary>
internal static class ActivationLease
{
    // Longer than any enrolment waits and trains.
    private static readonly TimeSpan Enrolment = TimeSpan.FromMinutes(10);

    /// <summary>The time from now; zero where nothing is pending.</summary>
    /// <param name="isEnrolling">Whether an enrolment is under way.</param>
    /// <param name="longestLock">How long the longest lock lasts, where non-matches or a lock are counted that the store does not have; null where it has all.</param>
    public static TimeSpan Of(bool isEnrolling, TimeSpan? longestLock)
    {
        var enrolment = isEnrolling ? Enrolment : TimeSpan.Zero;
        return longestLock > enrolment ? longestLock.Value : enrolment;
    }
}
