using Mote.Client;
using Mote.Golden.Tests.Golden;
using Mote.Golden.Tests.Making;
using Mote.Golden.Tests.Silos;
using Mote.Tests;

namespace Mote.Golden.Tests;

/// <summary>A store of an earlier version answers what it answered to the version that wrote it.</summary>
public sealed class AnswersTests(AzuriteFixture azurite)
{
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

        var decisions = await Questions.Decide(silo, store.Subjects, store.Photos, Cancelled);
        Assert.Equal(store.Decisions.Count, decisions.Length);
        Assert.DoesNotContain(store.Decisions.Zip(decisions), pair => !pair.First.Is(pair.Second));
        // What everybody says of the photos is not all the same.
        Assert.InRange(decisions.Count(decision => decision.IsMatch), 20, decisions.Length / 10);
    }
}
