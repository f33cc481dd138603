using System.Diagnostics;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Service.Wire;

/// <summary>Refusals in the words of the wire.</summary>
public static class ProblemMapping
{
    /// <summary>A refusal as it is answered, in the trace of the request.</summary>
    /// <param name="failure">The refusal.</param>
    public static Problem ToWire(this MoteException failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return Problem.Of(failure.Code, failure.Message, failure.Measured, failure.Bound, Activity.Current?.TraceId.ToString()) with
        {
            RetryAfterSeconds = failure.RetryAfter?.TotalSeconds,
            Lock = failure.Lock?.ToWire(),
        };
    }
}
