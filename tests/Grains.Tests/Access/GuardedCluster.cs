namespace Mote.Grains.Tests.Access;

/// <summary>A silo that is asked by whom a test says, and by nobody else.</summary>
public sealed class GuardedCluster : GrainCluster
{
    protected override bool AsksAnyRealm => false;
}
