using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Silo.Identities;

/// <summary>Says once a decision which attempt it is, so that whoever asks again for want of an answer is counted once.</summary>
internal static class AttemptNaming
{
    /// <summary>What the API's description says of it.</summary>
    public const string Description = "The header Idempotency-Key (a GUID, bare or in quotes) names an attempt: for two minutes the same photo under the same key is answered alike and counted once towards a lockout, and with another photo, rate or question the key is refused as operation_reused.";

    /// <summary>Lets the caller be known with the attempt that his request names.</summary>
    /// <exception cref="MoteException">It names none that is well formed (<see cref="ProblemCode.InvalidRequest"/>).</exception>
    public static void Name(HttpRequest request) => Caller.Current = Caller.Required with { Attempt = IdempotencyKey.Named(request) };
}
