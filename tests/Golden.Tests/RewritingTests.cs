using Mote.Client;
using Mote.Golden.Tests.Golden;
using Mote.Golden.Tests.Making;
using Mote.Golden.Tests.Silos;
using Mote.Tests;

namespace Mote.Golden.Tests;

/// <summary>What this version writes over an earlier one's records opens again, and what it leaves alone stays as it was.</summary>
public sealed class RewritingTests(AzuriteFixture azurite)
{
    private static readonly (string Realm, string Subject)[] ReEnrolled =
        [(Realm.Site, "compact-1"), (Realm.Site, "paper"), (Realm.Site, "single-unit"), (Realm.Site, Cast.ReEnrolledUnderSecondKey), (Realm.Annex, "compact-1")];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Cases.StoresToWriteOver), MemberType = typeof(Cases))]
    public async Task WrittenAgain_Restarted_EverythingIsAsItWasLeft(string version, string provider)
    {
        await using var store = await GoldenStore.Restore(version, provider, await azurite.For(provider), Cancelled);
        var mistake = store.Decisions.First(decision => decision is { Subject: Cast.Mistaken, IsMatch: true } && decision.Photo.StartsWith("not-", StringComparison.Ordinal));
        var left = new Dictionary<(string Realm, string Subject), (bool, double?, int)>();
        await using (var silo = await store.Start(Cancelled, [new("Mote:Reenrolment:ShadowMatches", "0")]))
        {
            foreach (var (realm, subject) in ReEnrolled)
            {
                var client = silo.Operator(realm).Client;
                var before = (await client.FindAsync(subject, Cancelled))!;
                var after = await client.ReenrolAsync(subject, store.OwnPhoto(realm, subject), new EnrolmentSettings { Recipe = before.Recipe }, cancellationToken: Cancelled);
                Assert.Equal(before.Version + 1, after.Version);
                // A network is drawn anew with every training, and may be too weak for its own photo: what it says is what it has to say again.
                left[(realm, subject)] = await Answer(silo, realm, subject);
                Assert.Equal(after.Version, left[(realm, subject)].Item3);
            }

            var site = silo.Operator().Client;
            await site.ExcludeAsync(Cast.Mistaken, store.Photos[mistake.Photo], Cancelled);
            Assert.True(await site.EraseAsync("group-a", Cancelled));
            await site.EnrolAsync(Cast.Erased, store.OwnPhoto(Realm.Site, "group-a"), cancellationToken: Cancelled);
        }

        // A lock is written, too, over a record that nothing else was written over.
        await using (var silo = await store.Start(Cancelled, [new("Mote:Lockout:MostNonMatches", "4")]))
        {
            foreach (var stranger in store.Strangers.Take(4))
                await silo.Operator().Client.VerifyAsync("compact-2", stranger, Cancelled);
        }

        await using (var silo = await store.Start(Cancelled))
        {
            foreach (var ((realm, subject), expected) in left)
                Assert.Equal(expected, await Answer(silo, realm, subject));

            var site = silo.Operator().Client;
            Assert.False((await site.VerifyAsync(Cast.Mistaken, store.Photos[mistake.Photo], Cancelled)).IsMatch);
            Assert.Null(await site.FindAsync("group-a", Cancelled));
            Assert.Equal(1, (await site.VerifyAsync(Cast.Erased, store.OwnPhoto(Realm.Site, "group-a"), Cancelled)).TemplateVersion);
            await Assert.ThrowsAsync<LockedOutException>(() => site.VerifyAsync("compact-2", store.OwnPhoto(Realm.Site, "compact-2"), Cancelled));
            await site.UnlockAsync("compact-2", Cancelled);
            await site.UnlockAsync(Cast.Locked, Cancelled);

            (string, string)[] written = [.. left.Keys, (Realm.Site, Cast.Mistaken), (Realm.Site, "group-a"), (Realm.Site, Cast.Erased)];
            foreach (var match in store.Decisions.Where(decision => decision.IsMatch && !written.Contains((decision.Realm, decision.Subject))))
                Assert.True(match.Is(await Questions.Decide(silo.Operator(match.Realm).Client, match.Realm, match.Subject, match.Photo, store.Photos[match.Photo], Cancelled)), $"{match}");
            await store.RequireTrail(silo, Cancelled);
        }

        async Task<(bool, double?, int)> Answer(RunningSilo silo, string realm, string subject)
        {
            var answer = await silo.Operator(realm).Client.VerifyAsync(subject, store.OwnPhoto(realm, subject), Cancelled);
            return (answer.IsMatch, answer.FalseMatchRate, answer.TemplateVersion);
        }
    }
}
