using CsCheck;
using Mote.Storage.Envelopes;

namespace Mote.Storage.Tests.Envelopes;

public sealed class StateEnvelopeTests
{
    private static readonly Gen<byte[]> Payloads = Gen.Byte.Array[0, 300];

    [Fact]
    public void Unwrap_Wrapped_GivesThePayload() =>
        Payloads.Sample(payload => Assert.Equal(payload, StateEnvelope.Unwrap(StateEnvelope.Wrap(payload)).ToArray()));

    [Fact]
    public void Unwrap_AnyFlippedBit_IsRefused() =>
        Gen.Select(Payloads, Gen.Int[0, int.MaxValue]).Sample((payload, at) =>
        {
            var envelope = StateEnvelope.Wrap(payload);
            envelope[at % envelope.Length] ^= (byte)(1 << at % 8);
            Assert.Throws<StateEnvelopeException>(() => StateEnvelope.Unwrap(envelope));
        });

    [Fact]
    public void Unwrap_AnyTruncationOrExtension_IsRefused() =>
        Payloads.Sample(payload =>
        {
            var envelope = StateEnvelope.Wrap(payload);
            for (var length = 0; length < envelope.Length; length++)
                Assert.Throws<StateEnvelopeException>(() => StateEnvelope.Unwrap(envelope.AsMemory(0, length)));
            Assert.Throws<StateEnvelopeException>(() => StateEnvelope.Unwrap((byte[])[.. envelope, 0]));
        }, iter: 20);

    [Fact]
    public void Unwrap_NewerVersion_NamesBoth()
    {
        var envelope = StateEnvelope.Wrap([1, 2, 3]);
        envelope[4] = 9;
        Assert.Contains("format 9", Assert.Throws<StateEnvelopeException>(() => StateEnvelope.Unwrap(envelope)).Message, StringComparison.Ordinal);
    }
}
