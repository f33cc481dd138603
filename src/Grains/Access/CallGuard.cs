using Microsoft.Extensions.Logging;
using Mote.Grains.Contracts.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Protocol;

namespace Mote.Grains.Access;

/// <summary>
/// Lets nothing run in a Mote grain that its caller is not allowed: who that is, is signed; what it takes, the method says;
/// and the grain is of the caller's realm. Fails closed: what nobody signed, and what says nothing, does not run.
/// </summary>
internal sealed partial class CallGuard(CallSeal seal, ILogger<CallGuard> log) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (CallTarget.Of(context.InterfaceMethod) is { } target)
        {
            var caller = seal.Read(RequestContext.Get(CallSigning.Key) as byte[], context.TargetId, target.Name);
            if (caller is null || target.Permit is not { } permit || !target.IsIn(caller, context.TargetId))
            {
                LogRefused(context.InterfaceName, context.MethodName, caller?.Purpose);
                throw new MoteException(ProblemCode.Forbidden, "This caller may not ask for that.");
            }

            permit.Require(caller);
            RequestContext.Remove(CallSigning.Key);
            Caller.Current = caller;
        }

        await context.Invoke();
    }

    [LoggerMessage(1, LogLevel.Warning, "{Grain}.{Method} did not run: nobody who is known here asked for it, or from another realm, or it does not say who may ({Purpose})")]
    private partial void LogRefused(string grain, string method, string? purpose);
}
