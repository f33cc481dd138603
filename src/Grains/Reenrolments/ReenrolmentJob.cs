using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Contracts.Reenrolments;
using Mote.Protocol;

namespace Mote.Grains.Reenrolments;

/// <summary>Who is to be enrolled anew, as it was asked. Immutable.</summary>
/// <param name="Id">Tells one job from the next.</param>
/// <param name="Cause">Why; <see cref="ReenrolmentCause.Asked"/> where the people are named.</param>
/// <param name="Subjects">Their names in ordinal order, each once; empty where they are not named.</param>
/// <param name="EnrolledBefore">The day (UTC) before which their model-templates were trained; null where that is not asked.</param>
/// <param name="Caller">On whose behalf.</param>
internal sealed record ReenrolmentJob(Guid Id, ReenrolmentCause Cause, string[] Subjects, DateOnly? EnrolledBefore, Caller Caller)
{
    /// <summary>A job of what is asked.</summary>
    /// <exception cref="MoteException">It is no single choice, or names what nobody can be called (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public static ReenrolmentJob Of(ReenrolmentJobRequest request, Caller caller) => request switch
    {
        { Subjects: { } named, MissesBounds: false, EnrolledBefore: null } => new ReenrolmentJob(Guid.NewGuid(), ReenrolmentCause.Asked, Names(named), null, caller),
        { Subjects: null, MissesBounds: true, EnrolledBefore: null } => new ReenrolmentJob(Guid.NewGuid(), ReenrolmentCause.MissesBounds, [], null, caller),
        { Subjects: null, MissesBounds: false, EnrolledBefore: { } day } => new ReenrolmentJob(Guid.NewGuid(), ReenrolmentCause.Age, [], day, caller),
        _ => throw new MoteException(ProblemCode.InvalidRequest, "Say whom to enrol anew by exactly one of 'subjects', 'missesBounds' (true) and 'enrolledBefore' (a day)."),
    };

    /// <summary>Whether another one asks for the same.</summary>
    public bool AsksLike(ReenrolmentJob other) =>
        (Cause, EnrolledBefore) == (other.Cause, other.EnrolledBefore) && Subjects.AsSpan().SequenceEqual(other.Subjects);

    private static string[] Names(string[] named)
    {
        if (named.Length is 0 or > ReenrolmentJobRequest.MostSubjects)
            throw new MoteException(ProblemCode.InvalidRequest, $"1 to {ReenrolmentJobRequest.MostSubjects} people are named at once.");
        return Array.TrueForAll(named, IdentityKey.IsName)
            ? [.. named.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
            : throw new MoteException(ProblemCode.InvalidRequest, "One of the names is none: a subject is named with 1 to 128 of the characters A-Z a-z 0-9 . _ - and is neither '.' nor '..'.");
    }
}
