using Orleans.Storage;

namespace Mote.Storage.Envelopes;

/// <summary>Puts the payload of another serialiser into the envelope this storage writes, for providers that know only serialisers.</summary>
/// <remarks>
/// A serialiser is not told whose state it handles, so an envelope of an earlier form, which names its grain, is not checked
/// against it: a record copied to another key is found by the grain's own seal. Thread-safe if the inner one is.
/// </remarks>
/// <param name="inner">Serialises the state itself.</param>
public sealed class EnvelopeGrainStorageSerializer(IGrainStorageSerializer inner) : IGrainStorageSerializer
{
    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => StateEnvelope.Wrap(inner.Serialize(input));

    /// <inheritdoc/>
    /// <exception cref="StateEnvelopeException">The record is not a whole envelope.</exception>
    public T? Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return inner.Deserialize<T>(BinaryData.FromBytes(StateEnvelope.Open(input.ToMemory(), null)));
    }
}
