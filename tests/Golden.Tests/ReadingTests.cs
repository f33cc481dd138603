using Microsoft.Extensions.Configuration;
using Mote.Golden.Tests.Golden;
using Mote.Golden.Tests.Making;
using Mote.Golden.Tests.Silos;
using Mote.Silo.Stored;
using Mote.Tests;

namespace Mote.Golden.Tests;

/// <summary>Audits read an earlier version's store without a silo.</summary>
public sealed class ReadingTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Cases.Stores), MemberType = typeof(Cases))]
    public async Task Store_ReadWithoutASilo_EverybodyIsThereAndNobodyIsRefused(string version, string provider)
    {
        await using var store = await GoldenStore.Restore(version, provider, await azurite.For(provider), Cancelled);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(store.Copy.Plan().Configuration()).Build();
        foreach (var realm in Realm.All)
        {
            var stored = await RealmStore.Read(configuration, realm, null, Cancelled);
            Assert.Equal(
                store.Subjects.Where(subject => subject.Realm == realm && subject.Subject != Cast.Erased).Select(subject => subject.Subject),
                stored.Identities.Select(identity => identity.Subject));
            Assert.Empty(stored.Refused);
        }
    }
}
