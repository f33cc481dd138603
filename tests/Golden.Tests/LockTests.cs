using Mote.Client;
using Mote.Golden.Tests.Golden;
using Mote.Golden.Tests.Making;
using Mote.Golden.Tests.Silos;
using Mote.Tests;

namespace Mote.Golden.Tests;

/// <summary>A stored lock ends when it was to end, and counts on: it was the second without a match between.</summary>
public sealed class LockTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Cases.OwnStores), MemberType = typeof(Cases))]
    public async Task Lock_ByTodaysClock_IsOverAndTheNextTakesFourTimesTheFirst(string version, string provider)
    {
        await using var store = await GoldenStore.Restore(version, provider, await azurite.For(provider), Cancelled);
        await using var silo = await store.Copy.Start(
            null, [new("Mote:Lockout:MostNonMatches", "4"), new("Mote:Lockout:FirstMinutes", "1"), new("Mote:Lockout:MostMinutes", "60")], Cancelled);
        Assert.Null((await silo.Operator().Client.FindAsync(Cast.Locked, Cancelled))!.LockedUntil);

        foreach (var stranger in store.Strangers.Take(4))
            Assert.False((await silo.Operator().Client.VerifyAsync(Cast.Locked, stranger, Cancelled)).IsMatch);
        var locked = await Assert.ThrowsAsync<LockedOutException>(() => silo.Operator().Client.VerifyAsync(Cast.Locked, store.OwnPhoto(Realm.Site, Cast.Locked), Cancelled));
        Assert.InRange(locked.RetryAfter, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4));
    }
}
