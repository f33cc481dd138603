namespace Mote.Grains.Tests.Identities;

/// <summary>A silo whose re-enrolments run in the shadow for two matches.</summary>
public sealed class ShadowCluster : GrainCluster
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings => [new("Reenrolment:ShadowMatches", "2")];
}
