using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Audit;
using Mote.Grains.Contracts.Embedding;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;
using Mote.Recognition.Templates;

namespace Mote.Grains.Identities;

/// <summary>
/// One model-template after another: the candidate in the shadow, the way back, and the wish for a new one. For one
/// activation; not thread-safe beyond its scheduler.
/// </summary>
internal sealed partial class Succession(
    IdentityKey key, IdentityServices services, IdentityPorts ports, KeptIdentity kept, Enrolments enrolments, Action stay, ILogger log)
{
    /// <summary>Asks a candidate what the one that decides was asked, about a face that it has accepted. Whatever fails takes no answer back.</summary>
    /// <param name="asked">The one that decides.</param>
    /// <param name="face">The face.</param>
    /// <param name="rate">The rate that the caller asked for; null for none.</param>
    /// <param name="caller">Who showed it.</param>
    public async Task Observe(EnrolledIdentity asked, EmbeddedFace face, double? rate, Caller caller)
    {
        if (asked.Candidate is not { } candidate)
            return;
        try
        {
            var hasAgreed = Accepts(candidate, face, services.Rates.OfDecision(key.Realm, candidate.Calibration, caller, rate));
            var observed = await kept.Rewrite((current, _) =>
                ReferenceEquals(current.Candidate, candidate) ? services.Succession.Observed(current, hasAgreed, caller) : null);
            if (observed is { Candidate: null })
                stay();
        }
        catch (Exception failure)
        {
            LogUnobserved(log, kept.Logged, failure);
        }
    }

    /// <summary>Brings back the model-template of before the last re-enrolment; the one in its place, and one in the shadow, are gone.</summary>
    /// <exception cref="MoteException">There is none (<see cref="ProblemCode.NothingToRollBack"/>); nothing was changed.</exception>
    public async Task<IdentityDescription> RollBack(Caller caller)
    {
        enrolments.RequireNone();
        _ = kept.Required;
        var restored = await kept.Rewrite((current, master) => services.Succession.Kept(current.State) is { Template: var before }
            ? new IdentityDraft(current.State with { Active = before, Candidate = null, Previous = null }, IdentitySeal.Open(key, before, master)) { Note = new ChangeNote(AuditKind.RolledBack, caller) }
            : null)
            ?? throw new MoteException(ProblemCode.NothingToRollBack, "There is no model-template of before that could be brought back: none was replaced, it was kept for its time, or it was brought back already. Re-enrol instead.");
        stay();
        LogRolledBack(log, kept.Logged, restored.State.Active.Version);
        return kept.Describe(restored);
    }

    /// <summary>Notes that the person is to be enrolled anew; the first wish counts.</summary>
    /// <returns>False if that is noted already.</returns>
    public Task<bool> Wish(ReenrolmentCause reason, Caller caller) => Change(
        state => state.Wish is null ? state with { Wish = new ReenrolmentWish(services.Succession.Today, reason) } : null, AuditKind.ReenrolmentRequested, caller);

    /// <summary>Takes the wish back.</summary>
    /// <returns>False if there is none.</returns>
    public Task<bool> Withdraw(Caller caller) => Change(
        state => state.Wish is not null ? state with { Wish = null } : null, AuditKind.ReenrolmentWithdrawn, caller);

    /// <summary>Removes what was kept for its time. Whoever asks meanwhile does not find it either.</summary>
    public async Task Expire()
    {
        if (kept.Readable is not { State: { Previous: not null } state } || services.Succession.Kept(state) is not null)
            return;
        try
        {
            await kept.Rewrite((current, _) => services.Succession.Kept(current.State) is null ? current.Draft() with { State = current.State with { Previous = null } } : null);
        }
        catch (Exception failure)
        {
            LogUnexpired(log, kept.Logged, failure);
        }
    }

    /// <summary>The candidate and the model-template of before in the coordinates of another master key.</summary>
    public async Task<IdentityDraft> Rebase(EnrolledIdentity current, IdentityDraft next, MasterKey master, CancellationToken cancellationToken)
    {
        if (current is { Candidate: { } candidate, State.Candidate: { } inShadow })
        {
            var (stored, template) = await Rebase(inShadow.Template, candidate, master, cancellationToken);
            next = next with { Candidate = template, State = next.State with { Candidate = inShadow with { Template = stored } } };
        }

        if (services.Succession.Kept(current.State) is not { } previous)
            return next with { State = next.State with { Previous = null } };
        using var old = await services.Keys.Of(key.Realm, current.Line.MasterKeyVersion, cancellationToken);
        var (kept, _) = await Rebase(previous.Template, IdentitySeal.Open(key, previous.Template, old), master, cancellationToken);
        return next with { State = next.State with { Previous = previous with { Template = kept } } };
    }

    /// <summary>One model-template in the coordinates of another master key.</summary>
    public async Task<(StoredTemplate Stored, ModelTemplate Template)> Rebase(StoredTemplate stored, ModelTemplate template, MasterKey master, CancellationToken cancellationToken)
    {
        using var keys = TemplateKeys.New(master, IdentitySeal.Template(key, stored.Version), template.Dimension);
        var rebased = await ports.Training.Rebase(template, keys.Transform, cancellationToken);
        return (stored with { Protected = ProtectedTemplate.Seal(rebased, keys) }, rebased);
    }

    private async Task<bool> Change(Func<IdentityState, IdentityState?> change, AuditKind kind, Caller caller)
    {
        enrolments.RequireNone();
        _ = kept.Required;
        if (await kept.Rewrite((current, _) => change(current.State) is { } next ? current.Draft() with { State = next, Note = new ChangeNote(kind, caller) } : null) is null)
            return false;
        stay();
        return true;
    }

    private bool Accepts(ModelTemplate candidate, EmbeddedFace face, double rate) =>
        candidate.EmbedderHash == face.EmbedderHash
        && candidate.CohortHash == services.Cohort.Hash
        && candidate.Decide(candidate.Input(services.Cohort, face.Embedding), rate).IsMatch;

    [LoggerMessage(12, LogLevel.Warning, "What the model-template in the shadow of {Person} said was not kept")]
    private static partial void LogUnobserved(ILogger log, LoggedPerson person, Exception failure);

    [LoggerMessage(13, LogLevel.Information, "Brought {Person} back to version {Version}")]
    private static partial void LogRolledBack(ILogger log, LoggedPerson person, int version);

    [LoggerMessage(14, LogLevel.Warning, "The model-template of before is still in the record of {Person}, and is not answered any more")]
    private static partial void LogUnexpired(ILogger log, LoggedPerson person, Exception failure);
}
