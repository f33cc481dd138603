using Mote.Protocol;

namespace Mote.Grains.Contracts.Reenrolments;

/// <summary>How far requests for many re-enrolments have come.</summary>
/// <param name="State">How it stands.</param>
/// <param name="Total">People to look at.</param>
/// <param name="Done">Those who were.</param>
/// <param name="Noted">Those for whom the wish was noted.</param>
/// <param name="NotedBefore">Those for whom it was noted already.</param>
/// <param name="NotEnrolled">Names of nobody: passed over.</param>
/// <param name="Refused">Those whose records could not be opened.</param>
/// <param name="RefusedSubjects">Some of their names: they are in memory alone.</param>
[GenerateSerializer, Immutable, Alias("Mote.ReenrolmentJobStatus")]
public sealed record ReenrolmentJobStatus(
    [property: Id(0)] ReenrolmentJobState State,
    [property: Id(1)] int Total,
    [property: Id(2)] int Done,
    [property: Id(3)] int Noted,
    [property: Id(4)] int NotedBefore,
    [property: Id(5)] int NotEnrolled,
    [property: Id(6)] int Refused,
    [property: Id(7)] string[] RefusedSubjects);
