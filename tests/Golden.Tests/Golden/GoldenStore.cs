using System.Text.Json.Nodes;
using Mote.Golden.Tests.Silos;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Golden.Tests.Golden;

/// <summary>A temporary copy of a golden store, and what its original answered.</summary>
internal sealed class GoldenStore : IAsyncDisposable
{
    private readonly JsonObject _answers;
    private readonly DateTimeOffset _made;

    private GoldenStore(GoldenVersion version, string provider, Deployment copy)
    {
        Copy = copy;
        _answers = version.Answers(provider);
        Decisions = version.Decisions(provider);
        Photos = version.Photos;
        _made = _answers["made"]!.GetValue<DateTimeOffset>();
    }

    public Deployment Copy { get; }

    public IReadOnlyList<Decision> Decisions { get; }

    public IReadOnlyDictionary<string, byte[]> Photos { get; }

    /// <summary>What was decided of every photo that matched, and of one in so many of the others, another for everybody.</summary>
    public Decision[] Some(int everyOther) => [.. Decisions.Where((decision, number) => decision.IsMatch || number % everyOther == 0)];

    /// <summary>Everybody who was ever enrolled.</summary>
    public IEnumerable<(string Realm, string Subject)> Subjects => Decisions.Select(decision => (decision.Realm, decision.Subject)).Distinct();

    public static async Task<GoldenStore> Restore(string version, string provider, AzuriteServer? azurite, CancellationToken stop)
    {
        var golden = new GoldenVersion(version);
        return new GoldenStore(golden, provider, await golden.Restore(provider, azurite, stop));
    }

    /// <summary>Starts a silo for which it is the time when the original was finished.</summary>
    public Task<RunningSilo> Start(CancellationToken stop, params IEnumerable<KeyValuePair<string, string?>> overrides) => Copy.Start(new ClockFrom(_made), overrides, stop);

    /// <summary>What is no longer answered as it was, of everything but the trail.</summary>
    public async Task<IReadOnlyList<string>> Differences(RunningSilo silo, Func<string, bool> asks, CancellationToken stop)
    {
        List<string> differences = [];
        foreach (var realm in Realm.All)
        {
            foreach (var (route, before) in (JsonObject)_answers[realm]!)
            {
                if (!asks(route))
                    continue;
                // Of the trail the check is asked, too, as it was then: what it finds announced it settles, and that is counted.
                var answer = await silo.Operator(realm).Get(route, stop);
                if (route != Questions.Trail)
                    differences.AddRange(Agreement.Differences(before, answer, $"{realm}{route}"));
            }
        }

        return differences;
    }

    /// <summary>Requires that the trail of each realm is whole, and goes on from the entry that was its last.</summary>
    public async Task RequireTrail(RunningSilo silo, CancellationToken stop)
    {
        foreach (var realm in Realm.All)
        {
            var (last, hash) = (_answers[realm]![Questions.Trail]!["last"]!.GetValue<long>(), _answers[realm]![Questions.Trail]!["hash"]!.GetValue<string>());
            var client = silo.Operator(realm).Client;
            var check = await client.CheckAuditAsync(stop);
            Assert.True(check.IsWhole, check.Reason);
            var entries = await client.AuditAsync(cancellationToken: stop).Where(entry => entry.Sequence <= last).ToListAsync(stop);
            Assert.Equal(last - check.First + 1, entries.Count);
            Assert.Equal(hash, entries[0].Hash);
            // Who was erased is in it, and not by name.
            Assert.Contains(entries, entry => entry is { Kind: AuditKind.Erased, Subject: null });
        }
    }

    /// <summary>A photo in which a person is recognised.</summary>
    public byte[] OwnPhoto(string realm, string subject) => OwnPhotos(realm, subject).First();

    /// <summary>All of them.</summary>
    public IEnumerable<byte[]> OwnPhotos(string realm, string subject) => Decisions
        .Where(decision => decision.Realm == realm && decision.Subject == subject && decision.IsMatch && decision.Photo.StartsWith("own-", StringComparison.Ordinal))
        .Select(decision => Photos[decision.Photo]);

    /// <summary>A photo of somebody else.</summary>
    public IEnumerable<byte[]> Strangers => Photos.Where(photo => photo.Key.StartsWith("stranger-", StringComparison.Ordinal)).Select(photo => photo.Value);

    public ValueTask DisposeAsync() => Copy.DisposeAsync();
}
