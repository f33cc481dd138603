using Mote.Grains.Contracts.Errors;

namespace Mote.Grains.Membership;

/// <summary>Whether a silo decides: one that stands alone always, one of a cluster while it knows itself to be of it. Thread-safe.</summary>
public sealed class ClusterStanding
{
    private readonly DecisionLease? _lease;

    internal ClusterStanding(DecisionLease? lease) => _lease = lease;

    /// <summary>Why it decides about nobody; null while it does.</summary>
    public string? Fault => _lease is null or { Holds: true } ? null : "cut off from the cluster: neither its table nor all of its silos answer";

    /// <summary>Whether it does so by the other silos' word, since the table does not answer.</summary>
    public bool IsByPeers => _lease?.IsByPeers == true;

    /// <summary>Refuses to let anybody be decided about here, wherever the person's network is.</summary>
    /// <param name="realm">In which realm.</param>
    /// <exception cref="MoteException">This silo is cut off (<see cref="Protocol.ProblemCode.ClusterUnreachable"/>).</exception>
    public void Require(string realm) => _lease?.Require(realm);
}
