namespace Mote.Cluster.Tests;

/// <summary>Tests that compare times run by themselves; the others mostly wait, and may do so together.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
