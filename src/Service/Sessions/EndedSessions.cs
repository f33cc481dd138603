using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Contracts.Sessions;

namespace Mote.Service.Sessions;

/// <summary>Sessions of the console that somebody signed out of: known to every silo of a cluster, and after a restart. Thread-safe.</summary>
public sealed class EndedSessions
{
    private readonly IGrainFactory _grains;

    internal EndedSessions(IGrainFactory grains) => _grains = grains;

    /// <summary>A session is over, whoever still has its cookie.</summary>
    /// <param name="session">Which.</param>
    /// <param name="until">When it would have been over by itself.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">It was not stored, and the session goes on.</exception>
    public async Task End(Guid session, DateTimeOffset until, CancellationToken cancellationToken)
    {
        // Ends with this method.
        Caller.Current = Own;
        await Sessions.End(new EndedSession(session, until), cancellationToken);
    }

    /// <summary>Whether a session is over.</summary>
    /// <param name="session">Which.</param>
    /// <param name="cancellationToken">Abandons it.</param>
    /// <exception cref="MoteException">Nobody knows.</exception>
    public async Task<bool> Contains(Guid session, CancellationToken cancellationToken)
    {
        Caller.Current = Own;
        // A silo of before knows of none, and the session goes on until all are of now.
        return (await Sessions.Known(cancellationToken)).Ended.Any(ended => ended.Id == session);
    }

    private static Caller Own => Caller.Service(Caller.ServiceRealm, "knows which sessions are over");

    private ISessionKeysGrain Sessions => _grains.GetGrain<ISessionKeysGrain>(Caller.ServiceRealm);
}
