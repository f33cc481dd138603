using System.Collections;

namespace Mote.Silo.Logs;

/// <summary>What a line of the log is made of, as the log may have it.</summary>
/// <param name="state">What it is made of.</param>
/// <param name="text">The line, where it is made already.</param>
internal sealed class VeiledState(object? state, string? text = null) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly KeyValuePair<string, object?>[] _parts = state is IEnumerable<KeyValuePair<string, object?>> parts ? [.. parts.Select(Veiled)] : [];

    public int Count => _parts.Length;

    public KeyValuePair<string, object?> this[int index] => _parts[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _parts.AsEnumerable().GetEnumerator();

    public override string ToString() => text ?? LogVeil.Over(state?.ToString() ?? "");

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static KeyValuePair<string, object?> Veiled(KeyValuePair<string, object?> part) => part.Value switch
    {
        null or bool or int or long or double or TimeSpan or DateTimeOffset or Guid or Enum => part,
        var value => KeyValuePair.Create<string, object?>(part.Key, LogVeil.Over(value.ToString() ?? "")),
    };
}
