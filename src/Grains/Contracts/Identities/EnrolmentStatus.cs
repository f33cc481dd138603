using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Contracts.Identities;

/// <summary>How far an operation has come.</summary>
/// <param name="Operation">Names the operation.</param>
/// <param name="State">Running, succeeded or failed.</param>
/// <param name="Progress">0 to 1.</param>
/// <param name="Identity">What is enrolled, once it has succeeded.</param>
/// <param name="Failure">Why it failed, once it has; nothing was changed then.</param>
[GenerateSerializer, Immutable, Alias("Mote.EnrolmentStatus")]
public sealed record EnrolmentStatus(
    [property: Id(0)] Guid Operation,
    [property: Id(1)] EnrolmentState State,
    [property: Id(2)] double Progress,
    [property: Id(3)] IdentityDescription? Identity = null,
    [property: Id(4)] MoteException? Failure = null);
