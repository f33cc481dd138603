using Mote.Golden.Tests.Golden;
using Mote.Golden.Tests.Making;
using Mote.Golden.Tests.Silos;
using Mote.Protocol;
using Mote.Tests;

namespace Mote.Golden.Tests;

/// <summary>The change of the master key that an earlier version began is ended by this one.</summary>
[Trait("Takes", "long")]
public sealed class RotationTests(AzuriteFixture azurite)
{
    // docs/protection.md: quantising anew moves scores by a fraction of what separates strangers. On a photo at the very
    // threshold that may change a decision, and on no other.
    private const double LargestDrift = 2;

    // Of those that were no matches, one in so many is asked again.
    private const int EveryOther = 8;

    private static readonly string[] ChangedByAsking = [Cast.Locked, Cast.InShadow];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Cases.OwnStores), MemberType = typeof(Cases))]
    public async Task HalfDone_GoneOnWith_DecidesAsBeforeAndTheFirstKeyIsNotMissed(string version, string provider)
    {
        await using var store = await GoldenStore.Restore(version, provider, await azurite.For(provider), Cancelled);
        Decision[] decisions;
        await using (var silo = await store.Start(Cancelled))
        {
            foreach (var realm in Realm.All)
            {
                var client = silo.Operator(realm).Client;
                var rotation = await client.RotateKeysAsync(cancellationToken: Cancelled);
                Assert.Equal((2, KeyRotationState.Complete), (rotation.MasterKeyVersion, rotation.State));
                Assert.Equal([1, 2], (await client.ListKeysAsync(Cancelled)).Select(key => key.Version));
                Assert.Equal([2], (await client.ListKeysAsync(Cancelled)).Where(key => key.Records > 0).Select(key => key.Version));
            }

            await silo.Operator().Client.UnlockAsync(Cast.Locked, Cancelled);
            var asked = store.Some(EveryOther);
            decisions = await Questions.Decide(silo, asked.Select(decision => (decision.Realm, decision.Subject, decision.Photo)), store.Photos, Cancelled);
            Assert.Equal(asked.Length, decisions.Length);
            Assert.DoesNotContain(asked.Zip(decisions), pair => pair.First.Code != pair.Second.Code && !IsAtThreshold(pair.First, pair.Second));
        }

        store.Copy.RemoveKey(1);
        await using (var silo = await store.Start(Cancelled))
        {
            Assert.Empty(await store.Differences(silo, route => route != Questions.Keys && !ChangedByAsking.Any(name => route.EndsWith(name, StringComparison.Ordinal)), Cancelled));
            await store.RequireTrail(silo, Cancelled);
            foreach (var match in decisions.Where(decision => decision.IsMatch))
                Assert.True(match.Is(await Questions.Decide(silo.Operator(match.Realm).Client, match.Realm, match.Subject, match.Photo, store.Photos[match.Photo], Cancelled)), $"{match}");
        }
    }

    private static bool IsAtThreshold(Decision before, Decision after) =>
        (before.Code, after.Code) is (Decision.Match, Decision.NonMatch) or (Decision.NonMatch, Decision.Match)
        && (before.FalseMatchRate ?? after.FalseMatchRate) * LargestDrift >= before.TargetFalseMatchRate;
}
