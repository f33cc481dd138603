using Mote.Grains.Contracts.Errors;

namespace Mote.Grains.Stored;

/// <summary>
/// Whether what was just stored counts: a silo that its cluster takes for dead may still write, and what it writes those do not
/// hear of who already took its place. Thread-safe.
/// </summary>
internal interface IChangeConfirmation
{
    /// <summary>Completes once this silo is known to have been of its cluster after the call began.</summary>
    /// <exception cref="MoteException">It is not known (<see cref="Protocol.ProblemCode.ClusterUnreachable"/>).</exception>
    Task Confirm();
}
