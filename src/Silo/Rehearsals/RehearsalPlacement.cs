using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Mote.Silo.Rehearsals;

/// <summary>Keeps the grains of a rehearsal on the silo that rehearses, where alone are its keys and its store.</summary>
internal sealed class RehearsalPlacement(RehearsalRealm realm, ILocalSiloDetails here) : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (realm.Owns(context.TargetId))
            // Ends with this method, as any change of the context.
            RequestContext.Set(IPlacementDirector.PlacementHintKey, here.SiloAddress);
        await context.Invoke();
    }
}
