using System.Security.Cryptography;
using Mote.Recognition.Protection.Keys;

namespace Mote.Recognition.Tests.Protection.Keys;

public sealed class KeyDerivationTests
{
    /// <summary>RFC 5869 with one block: T(1) = HMAC(HMAC(salt, key), info 01), and info with its lengths by hand.</summary>
    [Fact]
    public void Derive_IsHkdfOfTheLengthPrefixedNames()
    {
        using var master = Seeds.Master();
        var derived = new byte[32];
        KeyDerivation.Derive(master, derived, [9], "ab", "c");
        byte[] infoAndOne = [2, 0, 0, 0, (byte)'a', (byte)'b', 1, 0, 0, 0, (byte)'c', 1];
        byte[] salt = [9];
        Assert.Equal(HMACSHA256.HashData(HMACSHA256.HashData(salt, Seeds.Of(1)), infoAndOne), derived);
    }

    [Fact]
    public void Derive_NamesCutElsewhere_GiveAnotherKey()
    {
        using var master = Seeds.Master();
        var (one, other) = (new byte[32], new byte[32]);
        KeyDerivation.Derive(master, one, [], "p", "realm", "1subject");
        KeyDerivation.Derive(master, other, [], "p", "realm1", "subject");
        Assert.NotEqual(one, other);
    }

    [Fact]
    public void MasterKey_Disposed_IsZeroedAndRefuses()
    {
        var master = Seeds.Master();
        var secret = master.Secret;
        master.Dispose();
        Assert.Equal(-1, secret.IndexOfAnyExcept((byte)0));
        Assert.Throws<ObjectDisposedException>(() => master.Export());
    }
}
