using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Service.Parts;
using Mote.Service.Permits;
using Mote.Service.Wire;
using Mote.Storage.Envelopes;

namespace Mote.Service.People;

/// <summary>The people of one realm, looked up by one caller: who they are from the roster, and how it stands with each from the identity itself.</summary>
public sealed class RealmPeople
{
    private readonly ServiceParts _parts;
    private readonly Caller _caller;

    internal RealmPeople(ServiceParts parts, Caller caller) => (_parts, _caller) = (parts, caller);

    /// <summary>Some of those whose names begin so, in ordinal order.</summary>
    /// <param name="prefix">What names begin with; empty for everybody.</param>
    /// <param name="after">The name to go on behind; null from the start.</param>
    /// <param name="limit">At most so many: each is asked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MoteException">The caller may not (<see cref="ProblemCode.Forbidden"/>), or the store or the keys do not answer.</exception>
    public async Task<FoundPeople> Find(string prefix, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        Permit.People.Require(_caller);
        var page = await _parts.Roster.List(_caller.Realm, after ?? JustBefore(prefix), limit, cancellationToken);
        var found = page.Subjects.Where(subject => subject.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        var people = await Task.WhenAll(found.Select(subject => Of(subject, cancellationToken)));
        return new FoundPeople([.. people.OfType<Person>()], page.Count, found.Length == page.Subjects.Length ? page.Next : null);
    }

    /// <summary>One person, as far as the caller may see; null if nobody of that name is enrolled.</summary>
    /// <param name="subject">The name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="MoteException">It is no name, or the store or the keys do not answer.</exception>
    public async Task<Person?> Of(string subject, CancellationToken cancellationToken)
    {
        var key = new IdentityKey(_caller.Realm, subject);
        if (!Permit.Describe.Allows(_caller))
            return new Person(subject, PersonState.NotShown);
        try
        {
            return await _parts.Grains.GetGrain<IIdentityGrain>(key.ToString()).Describe(cancellationToken) is { } identity
                ? new Person(subject, State(identity), identity.ToWire(subject))
                : null;
        }
        catch (Exception failure) when (Trouble(failure) is not null)
        {
            return new Person(subject, PersonState.Unreadable, Trouble: Trouble(failure));
        }
    }

    private PersonState State(IdentityDescription identity) =>
        IsOutdated(identity) ? PersonState.Outdated :
        identity.LockedUntil is not null ? PersonState.Locked :
        PersonState.Enrolled;

    private bool IsOutdated(IdentityDescription identity) =>
        _parts.Models.Of(_caller.Realm) is var now && (identity.EmbedderHash != now.Pipeline.Embedder.Sha256 || identity.CohortHash != now.Cohort.Hash);

    /// <summary>Why this one person's record cannot be read; null for a failure that is not the record's.</summary>
    private static string? Trouble(Exception failure) => failure switch
    {
        MoteException { Kind: ProblemKind.Busy or ProblemKind.Unavailable or ProblemKind.Forbidden } => null,
        MoteException refusal => refusal.Message,
        StateEnvelopeException => "The stored state cannot be read: restore it from a backup, or erase this person and enrol again.",
        { InnerException: { } inner } => Trouble(inner),
        _ => null,
    };

    /// <summary>What stands right before every name that begins so, in ordinal order.</summary>
    private static string? JustBefore(string prefix) => prefix is "" ? null : $"{prefix[..^1]}{(char)(prefix[^1] - 1)}\uffff";
}
