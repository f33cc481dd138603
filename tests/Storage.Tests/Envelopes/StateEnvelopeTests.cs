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
            StateEnvelope.Open(Wrap(address, payload), address, EnvelopeBinding.Required).Span.SequenceEqual(payload));

    [Fact]
    public void AnyFlippedBit_IsRefused() =>
        Gen.Select(Addresses, Payloads, Gen.Int[0, int.MaxValue]).Sample((address, payload, where) =>
        {
            var bytes = Wrap(address, payload);
            bytes[where / 8 % bytes.Length] ^= (byte)(1 << (where % 8));
            return Refused(bytes, address);
        });

    [Fact]
    public void AnyTruncationOrAddition_IsRefused() =>
        Gen.Select(Addresses, Payloads, Gen.Int[0, int.MaxValue], Gen.Byte.Array[1, 30]).Sample((address, payload, where, more) =>
        {
            var bytes = Wrap(address, payload);
            return Refused(bytes[..(where % bytes.Length)], address) && Refused([.. bytes, .. more], address);
        });

    [Fact]
    public void AnyBytesAtAll_AreRefusedWithTheTypedException() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Bool).Sample((noise, looksLikeOne) =>
            Refused(looksLikeOne ? [.. "MOTE"u8, StateEnvelope.Version, .. noise] : noise, null));

    [Fact]
    public void AnotherAddress_IsRefused() =>
        Gen.Select(Addresses, Addresses, Payloads).Where((a, b, _) => a != b).Sample((here, there, payload) =>
            Fault(Wrap(here, payload), there, EnvelopeBinding.Optional) == EnvelopeFault.WrongAddress);

    [Fact]
    public void UnboundEnvelope_IsOpenedOnlyWhereBindingIsOptional() =>
        Gen.Select(Addresses, Payloads).Sample((address, payload) =>
        {
            var bytes = Wrap(null, payload);
            return StateEnvelope.Open(bytes, address, EnvelopeBinding.Optional).Span.SequenceEqual(payload)
                && Fault(bytes, address, EnvelopeBinding.Required) == EnvelopeFault.WrongAddress;
        });

    [Fact]
    public void Message_SaysWhatAndWhatToDo()
    {
        var address = new StateAddress("identity", GrainId.Create("identity", "site/anna"));
        var bytes = Wrap(address, [1, 2, 3]);
        bytes[^20] ^= 1;
        var failure = Assert.Throws<StateEnvelopeException>(() => StateEnvelope.Open(bytes, address, EnvelopeBinding.Required));
        Assert.Equal("The record 'identity' of grain 'identity/site/anna' does not match its checksum. Restore it from a backup, or clear it and enrol again.", failure.Message);
    }

    private static byte[] Wrap(StateAddress? address, byte[] payload) => StateEnvelope.Wrap(address, BinaryData.FromBytes(payload)).ToArray();

    private static bool Refused(byte[] bytes, StateAddress? address) => Fault(bytes, address, EnvelopeBinding.Required) is not null;

    private static EnvelopeFault? Fault(byte[] bytes, StateAddress? address, EnvelopeBinding binding)
    {
        try
        {
            StateEnvelope.Open(bytes, address, binding);
            return null;
        }
        catch (StateEnvelopeException failure)
        {
            return failure.Fault;
        }
    }
}
