namespace Mote.Silo.Audit.Anchors;

/// <summary>Somewhere outside of the store where heads are noted.</summary>
internal interface IAnchorPlace
{
    /// <summary>What the log calls it; no secret.</summary>
    string Name { get; }

    /// <summary>Notes a head. When it completes, it is there.</summary>
    /// <exception cref="IOException">The place does not take it.</exception>
    Task Note(NotedHead head, CancellationToken cancellationToken);
}
