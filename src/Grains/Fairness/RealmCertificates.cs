using System.Collections.Concurrent;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;
using Mote.Recognition.Certification;
using Certificate = Mote.Recognition.Certification.Certificate;

namespace Mote.Grains.Fairness;

/// <summary>
/// Gathers the certificates of a realm from the identities themselves, since they are kept nowhere else: a few at once, of
/// a large realm an even selection, and not again within a minute. Thread-safe.
/// </summary>
public sealed class RealmCertificates(IGrainFactory grains, Roster.Roster roster, TimeProvider time)
{
    /// <summary>The most people asked: their grains stay in memory for a while.</summary>
    public const int MostAsked = 2000;

    private const int AtOnce = 8;
    private const int PageSize = 1000;

    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Since, Lazy<Task<GatheredFairness>> Gathering)> _realms = new(StringComparer.Ordinal);

    /// <summary>The figures of a realm, at most a minute old.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="patience">How long the caller waits; the gathering goes on for the next.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="MoteException">They are still being gathered (<see cref="ProblemCode.Overloaded"/>).</exception>
    public async Task<GatheredFairness> Of(string realm, TimeSpan patience, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (_, gathering) = _realms.AddOrUpdate(realm, _ => Begin(), (_, current) => IsStale(current) ? Begin() : current);
        try
        {
            return await gathering.Value.WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new MoteException(ProblemCode.Overloaded, "The certificates of this realm are still being gathered: ask again shortly.");
        }

        (DateTimeOffset, Lazy<Task<GatheredFairness>>) Begin() => (now, new Lazy<Task<GatheredFairness>>(() => Task.Run(() => Gather(realm), CancellationToken.None)));

        bool IsStale((DateTimeOffset Since, Lazy<Task<GatheredFairness>> Gathering) current) =>
            current.Gathering is { IsValueCreated: true, Value: { IsCompleted: true } ended } && (now - current.Since >= Freshness || !ended.IsCompletedSuccessfully);
    }

    private async Task<GatheredFairness> Gather(string realm)
    {
        // For whoever asks within the next minute, not for who asked first.
        Caller.Current = Caller.Service(realm, "gathers fairness");
        var (subjects, enrolled) = await Subjects(realm);
        var certificates = new ConcurrentBag<Certificate>();
        await Parallel.ForEachAsync(subjects, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (subject, stop) =>
        {
            if (await Describe(new IdentityKey(realm, subject), stop) is { Certificate: { IsEmpty: false } bytes })
                certificates.Add(Certificate.Parse(bytes.Span));
        });

        List<string> notes = [];
        if (subjects.Count < enrolled)
            notes.Add($"{subjects.Count} of {enrolled} people were asked, an even selection by name.");
        if (certificates.Count < subjects.Count)
            notes.Add($"{subjects.Count - certificates.Count} people have no certificate that can be read: re-enrol them.");
        return new GatheredFairness(enrolled, RealmFairness.Of([.. certificates]), await roster.Refusals(realm, CancellationToken.None), notes, time.GetUtcNow());
    }

    private async Task<(List<string> Subjects, int Enrolled)> Subjects(string realm)
    {
        List<string> subjects = [];
        Roster.RosterPage page;
        string? after = null;
        var seen = 0;
        do
        {
            page = await roster.List(realm, after, PageSize, CancellationToken.None);
            var step = Math.Max(1, (page.Count + MostAsked - 1) / MostAsked);
            foreach (var subject in page.Subjects)
            {
                if (seen++ % step == 0)
                    subjects.Add(subject);
            }

            after = page.Next;
        }
        while (after is not null);
        return (subjects, page.Count);
    }

    /// <summary>One damaged record must not hide everybody else's figures.</summary>
    private async Task<IdentityDescription?> Describe(IdentityKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<IIdentityGrain>(key.ToString()).Describe(cancellationToken);
        }
        catch (MoteException refused) when (refused.Kind is ProblemKind.Damaged or ProblemKind.MasterKey)
        {
            return null;
        }
    }
}
