namespace Mote.Grains.Audit;

/// <summary>Where a writer closed its chain when it last stopped. A chain that ends behind it was not closed since, one that ends before it was cut.</summary>
/// <param name="Last">The last entry.</param>
/// <param name="Hash">Its hash.</param>
[GenerateSerializer, Immutable, Alias("Mote.AuditClose")]
internal sealed record AuditClose([property: Id(0)] long Last, [property: Id(1)] byte[] Hash);
