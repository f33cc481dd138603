using Mote.Grains.Contracts.Access;

namespace Mote.Grains.Access;

/// <summary>
/// Signs every call of a Mote grain: one from an edge by whom the edge made out, one from a grain as the service's own, in
/// the grain's realm and on behalf of whoever asked it.
/// </summary>
internal sealed class CallSigning(CallSeal seal) : IOutgoingGrainCallFilter
{
    /// <summary>Where a call carries its signature.</summary>
    public const string Key = "mote.signed-caller";

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (CallTarget.Of(context.InterfaceMethod) is { } target && Asking(context) is { } caller)
        {
            // Changes of the context end with this method.
            Caller.Current = null;
            RequestContext.Set(Key, seal.Sign(caller, context.TargetId, target.Name));
        }

        await context.Invoke();
    }

    private static Caller? Asking(IOutgoingGrainCallContext context)
    {
        if (context.SourceContext is not { } source || source.GrainId.IsClient() || source.GrainId.IsSystemTarget())
            return Caller.Current;
        // A grain that is of no realm asks nothing of its own.
        if (source.GrainInstance is not IGrainWithStringKey)
            return null;
        var own = Caller.Service(CallTarget.RealmOf(source.GrainId), $"{source.GrainId.Type}: {context.MethodName}");
        return Caller.Current is { } asked ? own with { Name = asked.Name, Door = asked.Door } : own;
    }
}
