using System.Collections;

namespace Mote.Silo.Logs;

/// <summary>What a line of the log is made of, as the log may have it.</summary>
/// <param name="state">What it is made of.</param>
/// <param name="text">The line, where it is made already.</param>
internal sealed class VeiledState(object? state, string? text = null) : IReadOnlyList<KeyValuePair<string, object?>>
{
    // Most are scopes of a request, which nobody reads.
    private KeyValuePair<string, object?>[]? _parts;

    public int Count => Parts.Length;

    public KeyValuePair<string, object?> this[int index] => Parts[index];

    private KeyValuePair<string, object?>[] Parts => _parts ??= state is IEnumerable<KeyValuePair<string, object?>> parts ? [.. parts.Select(Veiled)] : [];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Parts.AsEnumerable().GetEnumerator();

    public override string ToString() => text ?? LogVeil.Over(state?.ToString() ?? "");

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static KeyValuePair<string, object?> Veiled(KeyValuePair<string, object?> part) => part.Value switch
    {
        null or bool or int or long or double or TimeSpan or DateTimeOffset or Guid or Enum => part,
        var value => KeyValuePair.Create<string, object?>(part.Key, LogVeil.Over(value.ToString() ?? "")),
    };
}
