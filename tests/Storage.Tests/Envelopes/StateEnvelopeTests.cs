using CsCheck;
using Mote.Storage.Envelopes;

namespace Mote.Storage.Tests.Envelopes;

public sealed class StateEnvelopeTests
{
    private const string Kind = "Mote.IdentityState";

    private static readonly Gen<byte[]> Payloads = Gen.Byte.Array[0, 300];

    [Fact]
    public void Unwrap_Wrapped_GivesThePayload() =>
        Payloads.Sample(payload => Assert.Equal(payload, StateEnvelope.Unwrap(Kind, StateEnvelope.Wrap(Kind, payload)).ToArray()));

    [Fact]
    public void Unwrap_AnyFlippedBit_IsRefused() =>
        Gen.Select(Payloads, Gen.Int[0, int.MaxValue]).Sample((payload, at) =>
        {
            var envelope = StateEnvelope.Wrap(Kind, payload);
            envelope[at % envelope.Length] ^= (byte)(1 << at % 8);
            Assert.Throws<StateEnvelopeException>(() => StateEnvelope.Unwrap(Kind, envelope));
        });

    [Fact]
    public void Unwrap_AnyTruncationOrExtension_IsRefused() =>
        Payloads.Sample(payload =>
        {
            var envelope = StateEnvelope.Wrap(Kind, payload);
            for (var length = 0; length < envelope.Length; length++)
                Assert.Throws<StateEnvelopeException>(() => StateEnvelope.Unwrap(Kind, envelope.AsMemory(0, length)));
            Assert.Throws<StateEnvelopeException>(() => StateEnvelope.Unwrap(Kind, (byte[])[.. envelope, 0]));
        }, iter: 20);

    [Fact]
    public void Unwrap_NewerVersion_NamesBoth()
    {
        var envelope = StateEnvelope.Wrap(Kind, [1, 2, 3]);
        envelope[4] = 9;
        Assert.Contains("format 9", Assert.Throws<StateEnvelopeException>(() => StateEnvelope.Unwrap(Kind, envelope)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unwrap_OtherKind_NamesBoth()
    {
        var message = Assert.Throws<StateEnvelopeException>(() => StateEnvelope.Unwrap("Mote.Roster", StateEnvelope.Wrap(Kind, [1, 2, 3]))).Message;
        Assert.Contains(Kind, message, StringComparison.Ordinal);
        Assert.Contains("Mote.Roster", message, StringComparison.Ordinal);
    }
}
