using Mote.Protocol;

namespace Mote.Grains.Tests.Identities.Model;

/// <summary>What an identity should be, written as plainly as can be: one person a version, one before, one in the shadow.</summary>
/// <param name="ShadowMatches">Matches after which what is in the shadow takes over.</param>
internal sealed record Expected(int ShadowMatches)
{
    private const int DaysKept = 30;

    /// <summary>Who is enrolled, and in which version; null for nobody.</summary>
    public (int Person, int Version)? Active { get; init; }

    public (int Person, int Version, int Agreed, int Disagreed)? Candidate { get; init; }

    public (int Person, int Version, int Until)? Previous { get; init; }

    public int LastVersion { get; init; }

    public bool IsWished { get; init; }

    public int NonMatches { get; init; }

    public bool IsLocked { get; init; }

    /// <summary>Days since the test began.</summary>
    public int Today { get; init; }

    /// <summary>What can still be brought back.</summary>
    public (int Person, int Version, int Until)? Kept => Previous?.Until >= Today ? Previous : null;

    /// <summary>What a command answers, and what is enrolled then.</summary>
    public (string? Answer, Expected Next) After(Command command)
    {
        var (kind, person) = (command.Kind, command.Person);
        switch (kind)
        {
            case CommandKind.DaysPass:
                return (null, this with { Today = Today + 20, IsLocked = false });
            case CommandKind.Restart:
                return (null, Previous?.Until < Today ? this with { Previous = null } : this);
            case CommandKind.Erase:
                return (null, new Expected(ShadowMatches) { Today = Today });
            case CommandKind.Enrol:
                return Active is null
                    ? (null, this with { Active = (person, 1), LastVersion = 1 })
                    : (ProblemCode.AlreadyEnrolled, this);
            case CommandKind.Rekey when Active is null:
                return (null, this);
        }

        if (Active is not var (own, version))
            return (ProblemCode.NotEnrolled, this);
        switch (kind)
        {
            case CommandKind.Force:
                return (null, Replaced(person, LastVersion + 1) with { LastVersion = LastVersion + 1, IsWished = false });
            case CommandKind.Reenrol or CommandKind.Verify when IsLocked:
                return (ProblemCode.LockedOut, this);
            case CommandKind.Reenrol when person != own:
                return (ProblemCode.NotRecognised, NonMatch());
            case CommandKind.Reenrol:
                var matched = this with { NonMatches = 0, LastVersion = LastVersion + 1, IsWished = false };
                return (null, ShadowMatches == 0 ? matched.Replaced(person, LastVersion + 1) : matched with { Candidate = (person, LastVersion + 1, 0, 0) });
            case CommandKind.Verify when person != own:
                return ("non-match", NonMatch());
            case CommandKind.Verify:
                return ("match", (this with { NonMatches = 0 }).Observed(person));
            case CommandKind.Exclude:
                return (null, this with { Active = (own, LastVersion + 1), LastVersion = LastVersion + 1, Candidate = null });
            case CommandKind.RollBack when Kept is var (before, old, _):
                return (null, this with { Active = (before, old), Previous = null, Candidate = null });
            case CommandKind.RollBack:
                return (ProblemCode.NothingToRollBack, this);
            case CommandKind.Unlock:
                return (null, this with { NonMatches = 0, IsLocked = false });
            case CommandKind.Wish:
                return (null, this with { IsWished = true });
            case CommandKind.Withdraw:
                return (null, this with { IsWished = false });
            default:
                // What was kept for its time is not brought along.
                return (null, Previous?.Until < Today ? this with { Previous = null } : this);
        }
    }

    private Expected NonMatch() => NonMatches + 1 < World.MostNonMatches ? this with { NonMatches = NonMatches + 1 } : this with { NonMatches = 0, IsLocked = true };

    private Expected Observed(int person)
    {
        if (Candidate is not var (own, version, agreed, disagreed))
            return this;
        (agreed, disagreed) = person == own ? (agreed + 1, disagreed) : (0, disagreed + 1);
        return agreed >= ShadowMatches ? Replaced(own, version) :
            disagreed >= ShadowMatches ? this with { Candidate = null } :
            this with { Candidate = (own, version, agreed, disagreed) };
    }

    private Expected Replaced(int person, int version) => this with
    {
        Previous = Active is var (before, old) ? (before, old, Today + DaysKept) : null,
        Active = (person, version),
        Candidate = null,
    };
}
