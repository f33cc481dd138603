namespace Mote.Grains.Tests.Audit;

/// <summary>A silo that answers no decision before it is in the audit trail.</summary>
public sealed class AwaitingCluster : GrainCluster
{
    protected override bool AwaitsAudit => true;
}
