using CsCheck;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Identities;
using Mote.Protocol;

namespace Mote.Grains.Tests.Contracts.Identities;

public sealed class IdentityKeyTests
{
    private static readonly Gen<string> Names = Gen.Char["abcxyzABCXYZ0189._-"].Array[1, 128].Select(letters => new string(letters)).Where(name => name is not ("." or ".."));

    [Fact]
    public void Parse_OfItsText_IsTheSame() =>
        Gen.Select(Names, Names).Sample((realm, subject) => Assert.Equal(new IdentityKey(realm, subject), IdentityKey.Parse(new IdentityKey(realm, subject).ToString())));

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("päivi")]
    [InlineData("a\n")]
    [InlineData("../x")]
    [InlineData(".")]
    [InlineData("..")]
    public void New_BadSubject_IsInvalid(string subject) =>
        Assert.Equal(ProblemCode.InvalidRequest, Assert.Throws<MoteException>(() => new IdentityKey("realm", subject)).Code);

    [Fact]
    public void New_LongestName_IsTaken()
    {
        Assert.Equal(128, new IdentityKey("realm", new string('a', 128)).Subject.Length);
        Assert.Throws<MoteException>(() => new IdentityKey("realm", new string('a', 129)));
    }

    [Fact]
    public void Parse_WithoutSlash_IsInvalid() => Assert.Throws<MoteException>(() => IdentityKey.Parse("nobody"));
}
