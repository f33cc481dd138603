using System.Security.Cryptography;
using Mote.Recognition.Protection.Keys;
using Mote.Recognition.Protection.Records;

namespace Mote.Recognition.Tests.Protection.Records;

public sealed class RecordKeyTests
{
    private const int Form2Bytes = 81;

    // "realm", "ada", "identity", revision 7, content 1 2 3, under 32 bytes of 1 as master key 1: as it was written when wrapped keys had form 1.
    private const string Record =
        "4d534c440101000000f83e3795f74d198e0700000000000000050000007265616c6d03000000616461080000006964656e74697479ff9512e83e22545cfd9214ede717fd86"
        + "f1ed56270b443eb442f6a7c3be7ea904fd1075a859566bb82ef05866bd4e3c076df34c2b2bf9401b689ea63e4c0fd6";

    private const string Form1 = "2fdf6cfbc5a4f83386bb07fd993220e7e2ff8a25d9c40698d93a3456488530e3c434d7caeb253530aadaaf33639c47048a04a824898722729b06c986";

    // The same record's key.
    private const string Form2 = "02bc13d111dac286ab6ad1a9bed3827b4ef65730f2591a3373fa68729dece8e6b729419abad7bbbfc3d3b0c0"
        + "6567b3bae62c92d4395d44068e1bc7c94438ccd524bb569f9dd82f20f61163ed0e45497533";

    private static ReadOnlySpan<byte> Header => "header"u8;

    [Theory]
    [InlineData(Form1)]
    [InlineData(Form2)]
    public void Open_ARecordOfEitherForm_IsItsContent(string wrapped)
    {
        using var master = Seeds.Master();
        var record = SealedRecord.Parse(Convert.FromHexString(Record));
        record.Authenticate(new RecordName("realm", "ada", "identity"), master);
        Assert.Equal([1, 2, 3], record.Open(master, Convert.FromHexString(wrapped)));
    }

    [Fact]
    public void Wrap_TheSameKeyTwice_SharesNoWrappingKey()
    {
        using var master = Seeds.Master();
        var key = Seeds.Counting;
        byte[][] wrapped = [.. Enumerable.Range(0, 100).Select(_ => RecordKey.Wrap(key, master, "realm", Header))];
        Assert.All(wrapped, form => Assert.Equal(Form2Bytes, form.Length));
        // The nonce never changes, so equal keys would give equal bytes.
        Assert.Equal(wrapped.Length, wrapped.Select(form => Convert.ToHexString(WrappingKey(form))).Distinct().Count());
        Assert.Equal(wrapped.Length, wrapped.Select(form => Convert.ToHexString(form[^32..])).Distinct().Count());
        Assert.All(wrapped, form => Assert.Equal(key, Opened(form, WrappingKey(form))));

        byte[] WrappingKey(byte[] form)
        {
            var wrapping = new byte[32];
            KeyDerivation.Derive(master, wrapping, form.AsSpan(1, 32), "mote/record/wrap-once", "realm");
            return wrapping;
        }

        static byte[] Opened(byte[] form, byte[] wrapping)
        {
            using var aes = new AesGcm(wrapping, 16);
            var opened = new byte[32];
            aes.Decrypt(new byte[12], form.AsSpan(49), form.AsSpan(33, 16), opened, Header);
            return opened;
        }
    }

    [Fact]
    public void Unwrap_AnyByteChangedOrCut_IsRefusedInEitherForm()
    {
        using var master = Seeds.Master();
        var record = Convert.FromHexString(Record);
        var header = record.AsSpan(0, record.Length - 32 - 12 - 16 - 3).ToArray();
        foreach (var whole in new[] { Convert.FromHexString(Form1), Convert.FromHexString(Form2) })
        {
            RecordKey.Unwrap(whole, master, "realm", header, new byte[32]);
            for (var at = 0; at < whole.Length; at++)
            {
                byte[] changed = [.. whole];
                foreach (byte change in new[] { 0x01, 0x80, 0xff })
                {
                    changed[at] = (byte)(whole[at] ^ change);
                    Refuses(changed);
                }

                Refuses(whole[..at]);
            }

            Refuses([.. whole, 0]);
        }

        void Refuses(byte[] wrapped) => Assert.Throws<AuthenticationTagMismatchException>(() => RecordKey.Unwrap(wrapped, master, "realm", header, new byte[32]));
    }

    [Fact]
    public void Unwrap_UnderAnotherHeaderRealmOrMasterKey_IsRefused()
    {
        using var master = Seeds.Master();
        using var other = Seeds.Master(value: 2);
        var wrapped = RecordKey.Wrap(Seeds.Counting, master, "realm", Header);
        Assert.Throws<AuthenticationTagMismatchException>(() => RecordKey.Unwrap(wrapped, master, "realm", "Header"u8, new byte[32]));
        Assert.Throws<AuthenticationTagMismatchException>(() => RecordKey.Unwrap(wrapped, master, "other", Header, new byte[32]));
        Assert.Throws<AuthenticationTagMismatchException>(() => RecordKey.Unwrap(wrapped, other, "realm", Header, new byte[32]));
    }
}
