using Mote.Client;
using Mote.Golden.Tests.Golden;
using Mote.Golden.Tests.Making;
using Mote.Golden.Tests.Silos;
using Mote.Tests;

namespace Mote.Golden.Tests;

/// <summary>A store of an earlier version answers what it answered to the version that wrote it.</summary>
public sealed class AnswersTests(AzuriteFixture azurite)
{
    // Everybody is asked about every photo in the store of one provider. What is within a record is the same in those of the
    // others: there, of those that were no matches, one in so many is asked again.
    private const string AskedAll = "sqlite";
    private const int EveryOther = 8;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Cases.Stores), MemberType = typeof(Cases))]
    public async Task Opened_EverybodyListedDescribedAndDecidedAsBefore_TheErasedNotAtAll(string version, string provider)
    {
        await using var store = await GoldenStore.Restore(version, provider, await azurite.For(provider), Cancelled);
        await using var silo = await store.Start(Cancelled);
        Assert.Empty(await store.Differences(silo, _ => true, Cancelled));
        foreach (var realm in Realm.All)
            Assert.Null(await silo.Operator(realm).Client.FindAsync(Cast.Erased, Cancelled));
        await store.RequireTrail(silo, Cancelled);

        await Assert.ThrowsAsync<LockedOutException>(() => silo.Operator().Client.VerifyAsync(Cast.Locked, store.OwnPhoto(Realm.Site, Cast.Locked), Cancelled));
        await silo.Operator().Client.UnlockAsync(Cast.Locked, Cancelled);

        var asked = provider == AskedAll ? store.Decisions : store.Some(EveryOther);
        var decisions = await Questions.Decide(silo, asked.Select(decision => (decision.Realm, decision.Subject, decision.Photo)), store.Photos, Cancelled);
        Assert.Equal(asked.Count, decisions.Length);
        Assert.DoesNotContain(asked.Zip(decisions), pair => !pair.First.Is(pair.Second));
        // What everybody says of the photos is not all the same.
        Assert.Equal(store.Subjects.Count() * store.Photos.Count, store.Decisions.Count);
        Assert.InRange(decisions.Count(decision => decision.IsMatch), 20, store.Decisions.Count / 10);
    }
}
