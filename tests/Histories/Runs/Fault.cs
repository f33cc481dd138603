using Mote.Tests;

namespace Mote.Histories.Runs;

/// <summary>Something that goes amiss, and is mended after a while.</summary>
/// <param name="Name">What, and at which silo.</param>
/// <param name="CutsOff">Whether a silo may go on with what it knew.</param>
/// <param name="Begin">Does it.</param>
/// <param name="Mend">Takes it back.</param>
public sealed record Fault(string Name, bool CutsOff, Func<SiloCluster, Task> Begin, Func<SiloCluster, Task> Mend);
