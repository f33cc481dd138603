namespace Mote.Grains.Reenrolments;

/// <summary>What became of one person whom a job looked at.</summary>
internal enum ReenrolmentOutcome
{
    /// <summary>The person is not concerned.</summary>
    NotConcerned,

    /// <summary>The wish was noted.</summary>
    Noted,

    /// <summary>It was noted already.</summary>
    NotedBefore,

    /// <summary>Nobody of that name is enrolled, or no longer.</summary>
    NotEnrolled,

    /// <summary>The record cannot be opened.</summary>
    Refused,
}
