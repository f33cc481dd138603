using Microsoft.Extensions.Options;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Protocol;
using Mote.Recognition.Templates;

namespace Mote.Grains.Identities;

/// <summary>What replaces what, and what is kept of it. Pure but for the day. Thread-safe.</summary>
internal sealed class SuccessionRule(IOptions<SuccessionOptions> options, TimeProvider time)
{
    /// <summary>Today (UTC).</summary>
    public DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>What a re-enrolment makes of an identity.</summary>
    /// <param name="current">What is enrolled.</param>
    /// <param name="next">What was trained, protected.</param>
    /// <param name="template">The same, ready to answer.</param>
    /// <param name="isAsked">Whether the one that decides has taken the photos for its person's. Where an operator knows better, it is not waited for.</param>
    public IdentityDraft After(EnrolledIdentity current, StoredTemplate next, ModelTemplate template, bool isAsked)
    {
        var state = current.State with { LastVersion = next.Version, Wish = null };
        return isAsked && options.Value.ShadowMatches > 0
            ? new IdentityDraft(state with { Candidate = new CandidateTemplate(next, 0, 0) }, current.Template, template)
            : new IdentityDraft(Replaced(state, next), template);
    }

    /// <summary>Whether the one that decides stays in the record when it is re-enrolled: to be brought back, or until the next has agreed with it.</summary>
    /// <param name="isAsked">Whether it has taken the photos for its person's.</param>
    public bool KeepsReplaced(bool isAsked) => options.Value.KeepPreviousDays > 0 || (isAsked && options.Value.ShadowMatches > 0);

    /// <summary>What becomes of an identity whose candidate was asked about a face that the one that decides accepted.</summary>
    /// <param name="current">What is enrolled, with a candidate.</param>
    /// <param name="hasAgreed">Whether the candidate accepted it, too.</param>
    /// <param name="caller">Who showed it.</param>
    public IdentityDraft Observed(EnrolledIdentity current, bool hasAgreed, Caller caller)
    {
        var candidate = current.State.Candidate!;
        candidate = hasAgreed ? candidate with { Agreed = candidate.Agreed + 1 } : candidate with { Agreed = 0, Disagreed = candidate.Disagreed + 1 };
        var wanted = options.Value.ShadowMatches;
        return candidate.Agreed >= wanted ? new IdentityDraft(Replaced(current.State, candidate.Template), current.Candidate!) { Note = new ChangeNote(AuditKind.CandidatePromoted, caller) } :
            candidate.Disagreed >= wanted ? new IdentityDraft(current.State with { Candidate = null }, current.Template) { Note = new ChangeNote(AuditKind.CandidateDropped, caller) } :
            current.Draft() with { State = current.State with { Candidate = candidate } };
    }

    /// <summary>The model-template that can be brought back; null for none, or none any more.</summary>
    public PreviousTemplate? Kept(IdentityState state) => state.Previous is { } previous && previous.KeptUntil >= Today ? previous : null;

    private IdentityState Replaced(IdentityState state, StoredTemplate next) => state with
    {
        Active = next,
        Candidate = null,
        Previous = options.Value.KeepPreviousDays is > 0 and var days ? new PreviousTemplate(state.Active, Today.AddDays(days)) : null,
    };
}
