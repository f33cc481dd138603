using Mote.Grains.Contracts.Audit;

namespace Mote.Grains.Audit;

/// <summary>A chain as its writer knows it.</summary>
/// <param name="Chain">What is sealed of it.</param>
/// <param name="Open">The entries behind that.</param>
/// <param name="Tail">Its ends.</param>
/// <param name="Fault">What was found wrong at its end when it was opened, and nothing was written behind; null for nothing.</param>
[GenerateSerializer, Immutable, Alias("Mote.WrittenChain")]
internal sealed record WrittenChain(
    [property: Id(0)] AuditChain Chain,
    [property: Id(1)] ChainedEvent[] Open,
    [property: Id(2)] AuditTail Tail,
    [property: Id(3)] ChainFault? Fault);
