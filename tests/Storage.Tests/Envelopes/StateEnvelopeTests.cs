using CsCheck;
using Mote.Storage.Envelopes;

namespace Mote.Storage.Tests.Envelopes;

public sealed class StateEnvelopeTests
{
    private static readonly Gen<byte[]> Payloads = Gen.Byte.Array[0, 300];

    private static readonly Gen<StateAddress> Addresses =
        Gen.Select(Gen.String[0, 20], Gen.Byte.Array[1, 20], Gen.Byte.Array[1, 40], (name, type, key) =>
            new StateAddress(name, GrainId.Create(new GrainType(type), IdSpan.UnsafeCreate(key, 0))));

    [Fact]
    public void Opened_IsWhatWasWrapped() =>
        Gen.Select(Addresses, Payloads).Sample((address, payload) =>
            StateEnvelope.Open(Wrap(payload), address).Span.SequenceEqual(payload));

    /// <summary>Version 2, byte by byte; the checksum is xxHash's own published value for no input.</summary>
    [Fact]
    public void Wrap_Nothing_IsTheBytesOfTheFormat() =>
        Assert.Equal([.. "MENV"u8, 2, .. Convert.FromHexString("99AA06D3014798D86001C324468D497F")], Wrap([]));

    [Fact]
    public void OfTheFirstForm_IsOpenedInItsPlaceOrWhereItNamesNone() =>
        Gen.Select(Addresses, Payloads).Sample((address, payload) =>
            StateEnvelope.Open(FirstEnvelopes.Wrap(address, payload), address).Span.SequenceEqual(payload)
            && StateEnvelope.Open(FirstEnvelopes.Wrap(null, payload), address).Span.SequenceEqual(payload));

    [Fact]
    public void OfTheFirstForm_InAnothersPlace_IsRefused() =>
        Gen.Select(Addresses, Addresses, Payloads).Where((a, b, _) => a != b).Sample((here, there, payload) =>
            Fault(FirstEnvelopes.Wrap(here, payload), there) == EnvelopeFault.WrongAddress);

    [Fact]
    public void AnyFlippedBit_IsRefused() =>
        Gen.Select(Addresses, Payloads, Gen.Int[0, int.MaxValue], Gen.Bool).Sample((address, payload, where, isOfFirstForm) =>
        {
            var bytes = isOfFirstForm ? FirstEnvelopes.Wrap(address, payload) : Wrap(payload);
            bytes[where / 8 % bytes.Length] ^= (byte)(1 << (where % 8));
            return Fault(bytes, address) is not null;
        });

    [Fact]
    public void AnyTruncationOrAddition_IsRefused() =>
        Gen.Select(Addresses, Payloads, Gen.Int[0, int.MaxValue], Gen.Byte.Array[1, 30], Gen.Bool).Sample((address, payload, where, more, isOfFirstForm) =>
        {
            var bytes = isOfFirstForm ? FirstEnvelopes.Wrap(address, payload) : Wrap(payload);
            return Fault(bytes[..(where % bytes.Length)], address) is not null && Fault([.. bytes, .. more], address) is not null;
        });

    [Fact]
    public void AnyBytesAtAll_AreRefusedWithTheTypedException() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Int[0, 2]).Sample((noise, form) => Fault(
            form switch
            {
                0 => noise,
                1 => [.. "MOTE"u8, 1, .. noise],
                _ => [.. "MENV"u8, StateEnvelope.Version, .. noise],
            },
            null) is not null);

    [Fact]
    public void Message_SaysWhatAndWhatToDo()
    {
        var address = new StateAddress("identity", GrainId.Create("identity", "site/anna"));
        var bytes = Wrap([1, 2, 3]);
        bytes[^1] ^= 1;
        var failure = Assert.Throws<StateEnvelopeException>(() => StateEnvelope.Open(bytes, address));
        Assert.Equal("The record 'identity' of grain 'identity/site/anna' does not match its checksum. Restore it from a backup, or clear it and enrol again.", failure.Message);
    }

    private static byte[] Wrap(byte[] payload) => StateEnvelope.Wrap(BinaryData.FromBytes(payload)).ToArray();

    private static EnvelopeFault? Fault(byte[] bytes, StateAddress? address)
    {
        try
        {
            StateEnvelope.Open(bytes, address);
            return null;
        }
        catch (StateEnvelopeException failure)
        {
            return failure.Fault;
        }
    }
}
