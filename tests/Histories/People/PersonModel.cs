namespace Mote.Histories.People;

/// <summary>What a service that does one thing at a time answers about a person: docs/re-enrolment.md and docs/lockout.md, in as few lines.</summary>
/// <param name="mostNonMatches">How many in a row close a lock.</param>
/// <param name="forgetsCounts">
/// Whether silos are killed, stopped or cut off: counts on the way to a lock are lost with them then, so it may close later
/// than after so many, and one that was seen to be closed stays so.
/// </param>
public sealed class PersonModel(int mostNonMatches, bool forgetsCounts)
{
    /// <summary>Every state that can be after an operation; none where that can never have been its answer.</summary>
    public IEnumerable<PersonState> After(PersonState state, Operation operation) => operation.Answer == Answer.Unknown
        ? Possible(operation.Deed).SelectMany(answer => Known(state, operation with { Answer = answer, Version = 0 })).Where(next => next != state).Distinct()
        : Known(state, operation);

    private static Answer[] Possible(Deed deed) => deed == Deed.Verify ? [Answer.Match, Answer.NonMatch] : [Answer.Done];

    private PersonState[] Known(PersonState state, Operation operation) => (operation.Deed, operation.Answer, state.Enrolled) switch
    {
        (Deed.Enrol, Answer.Done, null) when Says(operation, 1) => [new PersonState(operation.Face, 1, 0, LockState.Open)],
        (Deed.Enrol, Answer.Present, not null) => [state],
        (Deed.Reenrol, Answer.Done, not null) when Says(operation, state.Version + 1) => [state with { Enrolled = operation.Face, Version = state.Version + 1 }],
        (Deed.Erase, Answer.Done, not null) => [PersonState.Nobody],
        (Deed.Unlock, Answer.Done, not null) => [state with { NonMatches = 0, Lock = LockState.Open }],
        (Deed.Reenrol or Deed.Erase or Deed.Unlock or Deed.Verify, Answer.Absent, null) => [state],
        (Deed.Verify, Answer.Match, { } enrolled) when IsAsked(state) && enrolled == operation.Face && Says(operation, state.Version) => AfterMatch(state, operation),
        (Deed.Verify, Answer.NonMatch, { } enrolled) when IsAsked(state) && enrolled != operation.Face && Says(operation, state.Version) => [AfterNonMatch(state, operation)],
        (Deed.Verify, Answer.Locked, not null) when state.Lock != LockState.Open => [state with { Lock = Seen(state.Lock) }],
        _ => [],
    };

    private static bool Says(Operation operation, int version) => operation.Version == 0 || operation.Version == version;

    private static bool IsAsked(PersonState state) => state.Lock != LockState.Closed;

    // Of a silo that is cut off: whoever took its place has not heard of the match, and counts on.
    private static PersonState[] AfterMatch(PersonState state, Operation operation) => operation.MayBeOlderBy > TimeSpan.Zero
        ? [state, state with { NonMatches = 0, Lock = LockState.Open }]
        : [state with { NonMatches = 0, Lock = LockState.Open }];

    private PersonState AfterNonMatch(PersonState state, Operation operation)
    {
        var counted = state with { NonMatches = Math.Min(state.NonMatches + 1, mostNonMatches) };
        if (counted.NonMatches < mostNonMatches)
            return counted;
        if (!forgetsCounts)
            return counted with { Lock = LockState.Closed };
        var isStored = !operation.IsStoreTroubled && operation.Answer != Answer.Unknown && state.Lock is LockState.Open or LockState.PerhapsClosed;
        return counted with { Lock = isStored ? LockState.PerhapsClosed : LockState.PerhapsUnstored };
    }

    private static LockState Seen(LockState state) => state switch
    {
        LockState.PerhapsClosed => LockState.Closed,
        LockState.PerhapsUnstored => LockState.Unstored,
        _ => state,
    };
}
