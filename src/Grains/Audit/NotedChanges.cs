using Mote.Abstractions.Audit;
using Mote.Abstractions.Errors;

namespace Mote.Grains.Audit;

/// <summary>Looks for the entry of a change that may have reached the trail before whoever wrote it was stopped. Thread-safe.</summary>
internal sealed class NotedChanges(TrailReaders readers)
{
    // Clocks are put back, and those of two writers differ.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);

    /// <summary>Whether the trail has it: no two changes lead a shard of the manifest to one state.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="entry">The entry, with the state of the manifest and when it happened.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">The trail cannot be read as far as that.</exception>
    public async Task<bool> Hold(string realm, AuditEvent entry, CancellationToken cancellationToken)
    {
        var since = entry.HappenedAt!.Value - Margin;
        foreach (var reader in await readers.Of(realm, cancellationToken))
        {
            // Entries that came late stand among newer ones: a few older ones are no end.
            for (var older = 0; older < AuditSegment.Capacity && await reader.Peek(cancellationToken) is { } noted; older = noted.Time < since ? older + 1 : 0)
            {
                if (noted.Event.Manifest is { } stamp && stamp.Counter == entry.Manifest!.Counter && stamp.Hash.AsSpan().SequenceEqual(entry.Manifest.Hash))
                    return true;
                reader.Take();
            }
        }

        return false;
    }
}
