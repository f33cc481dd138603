using Mote.Grains.Access;
using Mote.Grains.Contracts.Access;
using Orleans;
using Orleans.Runtime;

namespace Mote.Grains.Tests;

/// <summary>Lets tests ask any grain for anything, in the name of whom they say or of nobody: what callers may is tested apart.</summary>
internal sealed class AskingAnyRealm : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (CallTarget.Of(context.InterfaceMethod) is { } target && (context.SourceContext is null || context.SourceContext.GrainId.IsClient()) && Caller.Current is null or { Realm: "" })
        {
            var realm = target.IsOfRealm ? CallTarget.RealmOf(context.TargetId) : "";
            Caller.Current = (Caller.Current ?? Caller.Service("", "")).ByService("test") with { Realm = realm };
        }

        await context.Invoke();
    }

    /// <summary>In whose name the test asks from now on.</summary>
    public static void As(string name, string? door = null, double? rate = null) =>
        Caller.Current = new Caller(name, "", ScopeSet.None) { Door = door, TargetFalseMatchRate = rate };

    /// <summary>The same with a key that is bound to doors, at one of them.</summary>
    public static void AsBound(string name, string door) => Caller.Current = new Caller(name, "", ScopeSet.None) { Door = door, Doors = [door] };
}
