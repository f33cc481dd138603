using System.Collections.Concurrent;
using Orleans;

namespace Mote.Tests;

/// <summary>Notes whom a silo was asked about, so that its log can be searched for them. Thread-safe.</summary>
public sealed class NamesAsked : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, byte> _asked = new(StringComparer.Ordinal);

    /// <summary>Each as its grain is called: realm and name.</summary>
    public ICollection<string> All => _asked.Keys;

    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.TargetId.Type.ToString() == "identity")
            _asked.TryAdd(context.TargetId.Key.ToString()!, 0);
        return context.Invoke();
    }
}
