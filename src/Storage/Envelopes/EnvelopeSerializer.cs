using System.Reflection;
using Orleans;
using Orleans.Storage;

namespace Mote.Storage.Envelopes;

/// <summary>
/// Wraps what another serialiser writes. As a serialiser, and not a part of one provider, it gives the same bytes
/// whichever provider stores them. It knows no grain, so binding a record to its grain is the grain's own work.
/// </summary>
internal sealed class EnvelopeSerializer(IGrainStorageSerializer inner) : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => new(StateEnvelope.Wrap(Kind<T>.Name, inner.Serialize(input).ToMemory().Span));

    public T? Deserialize<T>(BinaryData input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var payload = StateEnvelope.Unwrap(Kind<T>.Name, input.ToMemory());
        try
        {
            return inner.Deserialize<T>(new BinaryData(payload));
        }
        catch (Exception unreadable) when (unreadable is not OutOfMemoryException)
        {
            throw new StateEnvelopeException("The stored record holds something else than this program expects: use the program that wrote it.", unreadable);
        }
    }

    /// <summary>The alias that a state keeps when its class is renamed, or else the class.</summary>
    private static class Kind<T>
    {
        public static string Name { get; } = typeof(T).GetCustomAttribute<AliasAttribute>()?.Alias ?? typeof(T).Name;
    }
}
