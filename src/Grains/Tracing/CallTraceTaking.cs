using System.Diagnostics;
using Mote.Grains.Access;
using Mote.Grains.Contracts.Errors;
using Mote.Grains.Telemetry;

namespace Mote.Grains.Tracing;

/// <summary>Goes on with the trace of a call where it arrives: by the names of the grain's interface and method, never by whose grain it is.</summary>
internal sealed class CallTraceTaking : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context) =>
        CallTrace.Source.HasListeners() && RequestContext.Get(CallTrace.Key) is string trace && CallTarget.Of(context.InterfaceMethod) is not null && ActivityContext.TryParse(trace, null, isRemote: true, out var parent)
            ? Traced(context, parent)
            : context.Invoke();

    private static async Task Traced(IIncomingGrainCallContext context, ActivityContext parent)
    {
        using var call = CallTrace.Source.StartActivity($"{context.InterfaceMethod.DeclaringType!.Name}/{context.MethodName}", ActivityKind.Server, parent);
        try
        {
            await context.Invoke();
        }
        catch (Exception failure)
        {
            // Its message may name whom it is about.
            call?.SetTag(Tags.Error, failure is MoteException refusal ? refusal.Code : failure.GetType().Name).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }
}
