namespace Mote.Service.Status;

/// <summary>Which figures of a silo are somebody's to see: no realm counts what another does.</summary>
/// <param name="Realm">The realm whose figures are; null for none.</param>
/// <param name="SeesSilo">Whether figures of no realm are, of the silo and of what all realms share: its store, its queues, its memory.</param>
public sealed record SeenFigures(string? Realm, bool SeesSilo)
{
    /// <summary>Whether a figure is.</summary>
    /// <param name="realm">The realm that it is of; null for none.</param>
    public bool Shows(string? realm) => realm is null ? SeesSilo : realm == Realm;
}
