using CsCheck;
using Mote.Storage.Blobs;

namespace Mote.Storage.Tests.Blobs;

public sealed class BlobNamesTests
{
    [Fact]
    public void DifferentParts_HaveDifferentNames() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Byte.Array[0, 300]).Sample((a, b) =>
            a.AsSpan().SequenceEqual(b) == (BlobNames.Escape(a) == BlobNames.Escape(b)));

    [Fact]
    public void EveryName_IsLegal() =>
        Gen.Select(Gen.String[0, 2000], Gen.String[0, 2000], Gen.Byte.Array[1, 2000]).Sample((service, state, key) =>
        {
            var name = BlobNames.Of(BlobNaming.ByService, service, new StateAddress(state, GrainId.Create(GrainType.Create("identity"), IdSpan.UnsafeCreate(key, 0))));
            return name.Length <= 1024
                && name.Split('/') is { Length: 4 } parts
                && parts.All(part => part is not ("" or "." or "..") && !part.EndsWith('.') && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '~'));
        });

    [Fact]
    public void PlainNames_StayReadable() =>
        Assert.Equal("site-1/identity/identity/acme~2Fanna.b", BlobNames.Of(BlobNaming.ByService, "site-1", new StateAddress("identity", GrainId.Create("identity", "acme/anna.b"))));

    [Fact]
    public void OfficialNames_AreThoseOfTheOfficialProvider() =>
        Assert.Equal("identity-identity/acme/anna.json", BlobNames.Of(BlobNaming.Official, "site-1", new StateAddress("identity", GrainId.Create("identity", "acme/anna"))));

    [Fact]
    public void Claims_AreNoStatesNames()
    {
        Gen.Select(Gen.String[0, 20], Gen.String[0, 20], Gen.Byte.Array[1, 20]).Sample((service, state, key) =>
        {
            var address = new StateAddress(state, GrainId.Create(GrainType.Create("identity"), IdSpan.UnsafeCreate(key, 0)));
            return Enum.GetValues<BlobNaming>().All(naming => BlobNames.Of(naming, service, address) != BlobNames.OfClaim(naming, service));
        });
        Assert.Equal("site-1/~claim", BlobNames.OfClaim(BlobNaming.ByService, "site-1"));
    }
}
