namespace Mote.Grains.Audit;

/// <summary>Where a chain is not as it was written.</summary>
/// <param name="At">The first entry concerned.</param>
/// <param name="Reason">What is wrong there.</param>
[GenerateSerializer, Immutable, Alias("Mote.AuditChainFault")]
internal sealed record ChainFault([property: Id(0)] long At, [property: Id(1)] string Reason);
