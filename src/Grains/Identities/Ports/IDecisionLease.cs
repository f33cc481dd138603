using Mote.Grains.Contracts.Errors;

namespace Mote.Grains.Identities.Ports;

/// <summary>Whether this silo may decide about anybody: what was erased, revoked or locked elsewhere must have come to it. Thread-safe.</summary>
internal interface IDecisionLease
{
    /// <summary>Whether it may by the other silos' word alone.</summary>
    bool IsByPeers { get; }

    /// <summary>Refuses a decision that may not be made, or that may not be told any more.</summary>
    /// <param name="realm">In which realm.</param>
    /// <exception cref="MoteException">This silo is cut off (<see cref="Protocol.ProblemCode.ClusterUnreachable"/>).</exception>
    void Require(string realm);
}
