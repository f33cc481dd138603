using System.Collections.Concurrent;
using Mote.Grains.Access;
using Orleans;

namespace Mote.Grains.Tests.Mailbox;

/// <summary>Every call of a Mote grain that arrives, by the realm of the grain.</summary>
internal sealed class CountedCalls : IIncomingGrainCallFilter
{
    private readonly ConcurrentQueue<(string Realm, string Call)> _arrived = new();

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (CallTarget.Of(context.InterfaceMethod) is not null)
            _arrived.Enqueue((CallTarget.RealmOf(context.TargetId), $"{context.InterfaceMethod.DeclaringType!.Name}.{context.InterfaceMethod.Name}"));
        return context.Invoke();
    }

    /// <summary>Those of a realm, in the order of their arrival.</summary>
    public string[] Of(string realm) => [.. _arrived.Where(call => call.Realm == realm).Select(call => call.Call)];
}
