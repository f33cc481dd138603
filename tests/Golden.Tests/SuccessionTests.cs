using Mote.Golden.Tests.Golden;
using Mote.Golden.Tests.Making;
using Mote.Golden.Tests.Silos;
using Mote.Tests;

namespace Mote.Golden.Tests;

/// <summary>Of model-templates that an earlier version stored beside the one that decides, each can still take its place.</summary>
public sealed class SuccessionTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Cases.StoresWithSuccession), MemberType = typeof(Cases))]
    public async Task InTheShadowOrReplaced_AgreedOrRolledBack_Decides(string version, string provider)
    {
        await using var store = await GoldenStore.Restore(version, provider, await azurite.For(provider), Cancelled);
        await using var silo = await store.Start(Cancelled, [new("Mote:Reenrolment:ShadowMatches", "20")]);
        var site = silo.Operator().Client;
        Assert.NotNull((await site.FindAsync(Cast.Requested, Cancelled))!.ReenrolmentRequestedOn);

        Assert.Equal((1, 2), Versions((await site.FindAsync(Cast.InShadow, Cancelled))!));
        foreach (var photo in store.OwnPhotos(Realm.Site, Cast.InShadow))
        {
            // Each store of a version has a photo of its own that both accept, and not those of the others.
            while ((await site.VerifyAsync(Cast.InShadow, photo, Cancelled)).TemplateVersion == 1 && (await site.FindAsync(Cast.InShadow, Cancelled))!.CandidateAgreed > 0)
            {
            }
        }

        Assert.Equal((2, null), Versions((await site.FindAsync(Cast.InShadow, Cancelled))!));
        foreach (var subject in new[] { Cast.InShadow, Cast.ReEnrolled })
        {
            await site.RollBackAsync(subject, Cancelled);
            Assert.Equal(1, (await site.VerifyAsync(subject, store.OwnPhoto(Realm.Site, subject), Cancelled)).TemplateVersion);
        }

        static (int, int?) Versions(Protocol.Identity identity) => (identity.Version, identity.CandidateVersion);
    }
}
