using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Grains.Models;
using Mote.Grains.Roster;
using Mote.Protocol;
using Mote.Recognition.Packs;
using Mote.Storage.Envelopes;
using Certificate = Mote.Recognition.Certification.Certificate;

namespace Mote.WebConsole.People;

/// <summary>Looks people up: who they are from the roster, and how it stands with each from the identity itself. Thread-safe.</summary>
internal sealed class PeopleOfRealm(IGrainFactory grains, Roster roster, RealmModels models)
{
    // On a page, and each is asked.
    private const int PageSize = 20;

    /// <summary>One page of those whose names begin so.</summary>
    public async Task<(IReadOnlyList<Person> People, int Enrolled, string? Next)> Find(string realm, string prefix, string? after, CancellationToken cancellationToken)
    {
        var page = await roster.List(realm, after ?? JustBefore(prefix), PageSize, cancellationToken);
        var found = page.Subjects.Where(subject => subject.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        var people = await Task.WhenAll(found.Select(subject => Of(new IdentityKey(realm, subject), cancellationToken)));
        return ([.. people.OfType<Person>()], page.Count, found.Length == page.Subjects.Length ? page.Next : null);
    }

    /// <summary>One person, as far as the caller may see; null if nobody of that name is enrolled.</summary>
    /// <exception cref="MoteException">The store or the keys do not answer.</exception>
    public async Task<Person?> Of(IdentityKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await Grain(key).Describe(cancellationToken) is { } identity
                ? new Person(
                    key.Subject,
                    IsOutdated(key.Realm, identity) ? PersonState.Outdated :
                    identity.LockedUntil is not null ? PersonState.Locked :
                    PersonState.Enrolled,
                    identity,
                    identity.Certificate.IsEmpty ? null : Certificate.Parse(identity.Certificate.Span),
                    null)
                : null;
        }
        catch (MoteException refusal) when (refusal.Kind == ProblemKind.Forbidden)
        {
            return new Person(key.Subject, PersonState.NotShown, null, null, null);
        }
        catch (Exception failure) when (Trouble(failure) is not null)
        {
            return new Person(key.Subject, PersonState.Unreadable, null, null, Trouble(failure));
        }
    }

    private bool IsOutdated(string realm, IdentityDescription identity) =>
        models.Of(realm) is var now && (identity.EmbedderHash != now.Pipeline.Embedder.Sha256 || identity.CohortHash != now.Cohort.Hash);

    public IIdentityGrain Grain(IdentityKey key) => grains.GetGrain<IIdentityGrain>(key.ToString());

    /// <summary>Why this one person's record cannot be read; null for a failure that is not the record's.</summary>
    private static string? Trouble(Exception failure) => failure switch
    {
        MoteException { Kind: ProblemKind.Busy or ProblemKind.Unavailable } => null,
        MoteException refusal => refusal.Message,
        StateEnvelopeException => "The stored state cannot be read: restore it from a backup, or erase this person and enrol again.",
        { InnerException: { } inner } => Trouble(inner),
        _ => null,
    };

    /// <summary>What stands right before every name that begins so, in ordinal order.</summary>
    private static string? JustBefore(string prefix) => prefix is "" ? null : $"{prefix[..^1]}{(char)(prefix[^1] - 1)}\uffff";
}
