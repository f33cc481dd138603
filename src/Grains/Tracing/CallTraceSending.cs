using System.Diagnostics;
using Mote.Grains.Access;

namespace Mote.Grains.Tracing;

/// <summary>Gives every call of a Mote grain the number of the trace that it is part of.</summary>
internal sealed class CallTraceSending : IOutgoingGrainCallFilter
{
    public Task Invoke(IOutgoingGrainCallContext context) =>
        CallTrace.Source.HasListeners() && Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } && CallTarget.Of(context.InterfaceMethod) is not null
            ? Traced(context, id)
            : context.Invoke();

    // Changes of the context end with this method.
    private static async Task Traced(IOutgoingGrainCallContext context, string id)
    {
        RequestContext.Set(CallTrace.Key, id);
        await context.Invoke();
    }
}
