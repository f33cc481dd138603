namespace Mote.Protocol;

/// <summary>How far requests for many re-enrolments have come. After an interruption some people may be looked at, and counted, twice as to whether it was noted before; nobody is noted twice.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Total">People to look at.</param>
/// <param name="Done">Those who were.</param>
/// <param name="Noted">Those for whom a request was noted.</param>
/// <param name="NotedBefore">Those for whom one was noted already.</param>
/// <param name="NotEnrolled">Names of nobody, or of somebody erased: passed over.</param>
/// <param name="Refused">Those whose records could not be opened.</param>
/// <param name="RefusedSubjects">Some of their names, as far as they are in memory still.</param>
public sealed record ReenrolmentJob(
    ReenrolmentJobState State, int Total, int Done, int Noted, int NotedBefore, int NotEnrolled, int Refused, IReadOnlyList<string> RefusedSubjects);
