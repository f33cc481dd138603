namespace Mote.Grains.Membership;

/// <summary>By this silo's own view, which is in its memory: nobody is asked, and one that is cut off goes on by its last.</summary>
internal sealed class ActiveSilos(IClusterMembershipService membership) : IActiveSilos
{
    public int Count => Math.Max(1, membership.CurrentSnapshot.Members.Values.Count(member => member.Status == SiloStatus.Active));
}
