using MathNet.Numerics.Random;
using Mote.Histories.People;

namespace Mote.Cluster.Tests.Histories;

/// <summary>A history of a service that does do one thing at a time, and answers late.</summary>
internal static class MadeHistory
{
    /// <summary>Of how many operations each is.</summary>
    public const int Length = 20;

    /// <summary>Makes one.</summary>
    /// <param name="seed">Of which there are as many as of these.</param>
    /// <param name="overlap">How much of it is at once: 0 for one thing after another.</param>
    /// <param name="unanswered">How much of it is never answered, 0 to 1; half of that is never done either.</param>
    public static List<Operation> Of(int seed, double overlap, double unanswered)
    {
        var random = new Xoshiro256StarStar(seed, threadSafe: false);
        var (state, history) = (PersonState.Nobody, new List<Operation>());
        for (var at = 1; at <= Length; at++)
        {
            var deed = random.NextDouble() switch { < 0.2 => Deed.Enrol, < 0.35 => Deed.Reenrol, < 0.45 => Deed.Erase, < 0.55 => Deed.Unlock, _ => Deed.Verify };
            var asked = Told.Of(at - overlap * random.NextDouble() * 2, at + 0.1 + overlap * random.NextDouble() * 2, deed, Answer.Unknown, face: (Face)random.Next(2));
            var isLost = random.NextDouble() < unanswered;
            if (isLost && random.NextDouble() < 0.5)
            {
                history.Add(asked);
                continue;
            }

            (var answered, state) = Answered(state, asked);
            history.Add(isLost ? answered.Relaxed : answered);
        }

        return history;
    }

    // By the same rules, from the other end: what is asked, and not what was answered, is given.
    private static (Operation, PersonState) Answered(PersonState state, Operation asked) => (asked.Deed, state.Enrolled) switch
    {
        (Deed.Enrol, null) => (asked with { Answer = Answer.Done, Version = 1 }, new PersonState(asked.Face, 1, 0, LockState.Open)),
        (Deed.Enrol, _) => (asked with { Answer = Answer.Present }, state),
        (_, null) => (asked with { Answer = Answer.Absent }, state),
        (Deed.Reenrol, _) => (asked with { Answer = Answer.Done, Version = state.Version + 1 }, state with { Enrolled = asked.Face, Version = state.Version + 1 }),
        (Deed.Erase, _) => (asked with { Answer = Answer.Done }, PersonState.Nobody),
        (Deed.Unlock, _) => (asked with { Answer = Answer.Done }, state with { NonMatches = 0, Lock = LockState.Open }),
        (Deed.Verify, _) when state.Lock == LockState.Closed => (asked with { Answer = Answer.Locked }, state),
        (Deed.Verify, { } enrolled) when enrolled == asked.Face => (asked with { Answer = Answer.Match, Version = state.Version }, state with { NonMatches = 0 }),
        _ => (asked with { Answer = Answer.NonMatch, Version = state.Version }, state with { NonMatches = state.NonMatches + 1, Lock = state.NonMatches == 2 ? LockState.Closed : LockState.Open }),
    };
}
