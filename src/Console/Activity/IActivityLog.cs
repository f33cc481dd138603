namespace Mote.Console.Activity;

/// <summary>Where the console reads what happened in a realm. Without one there is no page of it. Thread-safe.</summary>
public interface IActivityLog
{
    /// <summary>What happened, newest first.</summary>
    /// <param name="realm">The realm.</param>
    /// <param name="filter">What is looked for.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="cancellationToken">Abandons the question.</param>
    /// <exception cref="Mote.Abstractions.Errors.MoteException">It cannot be read.</exception>
    Task<ActivityPart> Read(string realm, ActivityFilter filter, long? after, CancellationToken cancellationToken);
}
